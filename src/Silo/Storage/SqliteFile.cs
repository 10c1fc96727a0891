using System.Globalization;
using Microsoft.Data.Sqlite;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Storage;

/// <summary>Opens a database file: its format, its settings, and what its errors mean.</summary>
internal static class SqliteFile
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int Format = 1;

    // "MGRD": tells our files from other programs' databases.
    private const int ApplicationId = 0x4D47_5244;

    private const int CacheKilobytes = 8192;
    private const int BusySeconds = 5;

    /// <summary>Opens the one connection that writes; gives a new file its format.</summary>
    public static SqliteConnection OpenForWriting(string path, SqliteSynchronous synchronous) => Guard(path, () =>
    {
        var connection = Connect(path);
        try
        {
            if (IsNew(connection))
                Execute(connection, $"BEGIN IMMEDIATE; PRAGMA application_id={ApplicationId}; PRAGMA user_version={Format}; COMMIT");
            CheckFormat(connection, path);
            Execute(connection, "PRAGMA journal_mode=WAL");
            // What is overwritten or deleted leaves no copy in the file.
            Execute(connection, "PRAGMA secure_delete=ON");
            Execute(connection, $"PRAGMA synchronous={synchronous}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Opens a connection that only reads; one process writes at most, others may read.</summary>
    public static SqliteConnection OpenForReading(string path) => Guard(path, () =>
    {
        if (!File.Exists(path))
            throw new StorageException($"There is no database {path}.");
        var connection = Connect(path);
        try
        {
            CheckFormat(connection, path);
            Execute(connection, "PRAGMA query_only=ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Runs an action on a database, with SQLite's errors told as ours.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw Translate(path, e);
        }
    }

    public static StorageException Translate(string path, SqliteException e)
    {
        // https://sqlite.org/rescode.html
        var meaning = e.SqliteErrorCode switch
        {
            5 or 6 => $"The database {path} is locked by another program",
            8 => $"The database {path} can't be written",
            10 => $"The disk failed under the database {path}",
            11 => $"The database {path} is damaged",
            13 => $"The disk is full: the database {path} can't grow",
            14 => $"The database {path} can't be opened",
            26 => $"The file {path} is no database, or its beginning is damaged",
            _ => $"The database {path} failed",
        };
        return new StorageException($"{meaning} ({e.Message})", e);
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        connection.Open();
        Execute(connection, $"PRAGMA cache_size=-{CacheKilobytes}");
        return connection;
    }

    private static bool IsNew(SqliteConnection connection) =>
        Number(connection, "PRAGMA schema_version") == 0 && Number(connection, "PRAGMA application_id") == 0;

    private static void CheckFormat(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA application_id") != ApplicationId)
            throw new StorageException($"The file {path} is not a database of MiningGrid.");
        var format = Number(connection, "PRAGMA user_version");
        if (format > Format)
            throw new StorageException($"The database {path} has format {format}; this version of MiningGrid reads up to {Format}. Use a newer version, or another data folder.");
        if (format < 1)
            throw new StorageException($"The database {path} has format {format}; the first one is 1.");
    }
}
