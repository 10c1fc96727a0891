using Microsoft.Data.Sqlite;

namespace MiningGrid.Silo.Storage;

/// <summary>The prepared statements that write to one table.</summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _etag;

    public SqliteStatements(SqliteConnection connection, SqliteTable table)
    {
        SqliteFile.Execute(connection, table.Create);
        _insert = Prepare(connection, table.Insert, "$grain", "$state", "$etag", "$checksum", "$data");
        _update = Prepare(connection, table.Update, "$grain", "$state", "$etag", "$checksum", "$data", "$expected");
        _delete = Prepare(connection, table.Delete, "$grain", "$state", "$expected");
        _etag = Prepare(connection, table.SelectETag, "$grain", "$state");
    }

    /// <summary>Does a write within the current transaction.</summary>
    public WriteOutcome Execute(RecordWrite write, RecordChecksum checksum)
    {
        var changed = write switch
        {
            { Data: null, Expected: null } => 0,
            { Data: null } => Run(_delete, write.Key, write.Expected.Value),
            { Expected: null } => Run(_insert, write.Key, write.ETag, checksum.Of(write.Key, write.ETag, write.Data), write.Data),
            _ => Run(_update, write.Key, write.ETag, checksum.Of(write.Key, write.ETag, write.Data), write.Data, write.Expected.Value),
        };
        return changed == 1 ? new WriteOutcome(IsDone: true) : new WriteOutcome(IsDone: false, CurrentETag(write.Key));
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _etag.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            var type = parameter switch
            {
                "$grain" or "$state" => SqliteType.Text,
                "$data" => SqliteType.Blob,
                _ => SqliteType.Integer,
            };
            command.Parameters.Add(parameter, type);
        }

        command.Prepare();
        return command;
    }

    private static int Run(SqliteCommand command, RecordKey key, params ReadOnlySpan<object> values)
    {
        Bind(command, key);
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i + 2].Value = values[i];
        return command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, RecordKey key)
    {
        command.Parameters[0].Value = key.Grain;
        command.Parameters[1].Value = key.State;
    }

    private long? CurrentETag(RecordKey key)
    {
        Bind(_etag, key);
        return (long?)_etag.ExecuteScalar();
    }
}
