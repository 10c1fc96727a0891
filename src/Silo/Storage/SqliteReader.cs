using Microsoft.Data.Sqlite;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Storage;

/// <summary>A connection that reads; used by one caller at a time.</summary>
internal sealed class SqliteReader(string path) : IDisposable
{
    private readonly SqliteConnection _connection = SqliteFile.OpenForReading(path);
    private readonly Dictionary<SqliteTable, SqliteCommand> _selects = [];
    private readonly RecordChecksum _checksum = new();

    /// <summary>From here on all reads see the database as it is now.</summary>
    public void BeginSnapshot() => SqliteFile.Execute(_connection, "BEGIN");

    /// <exception cref="StorageException">The record is damaged, or the database can't be read.</exception>
    public StoredRecord? Read(SqliteTable table, RecordKey key) => SqliteFile.Guard(path, () => ReadRecord(table, key));

    /// <summary>All records as they were first written, each with whether its checksum holds.</summary>
    public IEnumerable<(RecordKey Key, StoredRecord Record, bool Holds)> ReadAll(SqliteTable table)
    {
        if (!HasTable(table))
            yield break;
        using var command = _connection.CreateCommand();
        command.CommandText = table.SelectAll;
        using var rows = SqliteFile.Guard(path, command.ExecuteReader);
        while (SqliteFile.Guard(path, rows.Read))
        {
            yield return ReadRow(rows);
        }
    }

    /// <summary>What SQLite finds wrong with the file itself; null when nothing.</summary>
    public string? FindDamage() => SqliteFile.Guard(path, () =>
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        return command.ExecuteScalar() is string answer and not "ok" ? answer : null;
    });

    public bool HasTable(SqliteTable table) => SqliteFile.Guard(path, () => SqliteFile.Number(_connection, table.Exists) > 0);

    public void Dispose()
    {
        foreach (var select in _selects.Values)
            select.Dispose();
        _connection.Dispose();
        _checksum.Dispose();
    }

    private StoredRecord? ReadRecord(SqliteTable table, RecordKey key)
    {
        if (Select(table) is not { } select)
            return null;
        select.Parameters[0].Value = key.Grain;
        select.Parameters[1].Value = key.State;
        using var row = select.ExecuteReader();
        if (!row.Read())
            return null;
        var (storedKey, record, holds) = ReadRow(row);
        return holds && storedKey == key ? record : throw new StorageException($"The record {key} in {path} is damaged: its checksum does not match.");
    }

    private (RecordKey Key, StoredRecord Record, bool Holds) ReadRow(SqliteDataReader row)
    {
        var key = new RecordKey(row.GetString(0), row.GetString(1));
        var record = new StoredRecord(row.GetInt64(2), row.GetFieldValue<byte[]>(4));
        return (key, record, row.GetInt64(3) == _checksum.Of(key, record.ETag, record.Data));
    }

    private SqliteCommand? Select(SqliteTable table)
    {
        if (_selects.TryGetValue(table, out var select))
            return select;
        // The writer makes a table with its first record.
        if (!HasTable(table))
            return null;
        select = _connection.CreateCommand();
        select.CommandText = table.Select;
        select.Parameters.Add("$grain", SqliteType.Text);
        select.Parameters.Add("$state", SqliteType.Text);
        select.Prepare();
        _selects.Add(table, select);
        return select;
    }
}
