using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Storage;

/// <summary>
/// The one thread that writes. Writes that wait share a transaction, and so one flush of the disk; each is
/// acknowledged after the commit.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MaxBatchWrites = 512;
    private const int MaxBatchBytes = 8 << 20;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly RecordChecksum _checksum = new();
    private readonly Dictionary<SqliteTable, SqliteStatements> _statements = [];
    private readonly List<RecordWrite> _batch = new(MaxBatchWrites);
    private readonly BlockingCollection<RecordWrite> _queue = [];
    private readonly SemaphoreSlim _room;
    private readonly Thread _thread;
    private volatile bool _isFailing;

    public SqliteWriter(string path, SqliteConnection connection, int maxQueuedWrites)
    {
        _path = path;
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _room = new SemaphoreSlim(maxQueuedWrites);
        _thread = new Thread(Run) { Name = "sqlite-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether the last transaction failed.</summary>
    public bool IsFailing => _isFailing;

    public async Task<WriteOutcome> Write(RecordWrite write)
    {
        await _room.WaitAsync();
        try
        {
            _queue.Add(write);
            return await write.Completion;
        }
        catch (InvalidOperationException e) when (_queue.IsAddingCompleted)
        {
            throw new StorageException($"The database {_path} is closed.", e);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Writes what waits, and closes the database.</summary>
    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
            return;
        _queue.CompleteAdding();
        _thread.Join();
        foreach (var statements in _statements.Values)
            statements.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _connection.Dispose();
        _checksum.Dispose();
    }

    private void Run()
    {
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            Gather(first);
            try
            {
                Commit();
                _isFailing = false;
            }
            catch (Exception e)
            {
                _isFailing = true;
                Fail(e is SqliteException failure ? SqliteFile.Translate(_path, failure) : e);
            }

            _batch.Clear();
        }
    }

    private void Gather(RecordWrite first)
    {
        var bytes = 0;
        var next = first;
        do
        {
            _batch.Add(next);
            bytes += next.Data?.Length ?? 0;
        }
        while (_batch.Count < MaxBatchWrites && bytes < MaxBatchBytes && _queue.TryTake(out next!));
    }

    private void Commit()
    {
        // A table is made outside the transaction, so that a rollback does not take it away.
        foreach (var write in _batch)
            StatementsOf(write.Table);
        _begin.ExecuteNonQuery();
        foreach (var write in _batch)
            write.Outcome = StatementsOf(write.Table).Execute(write, _checksum);
        _commit.ExecuteNonQuery();
        foreach (var write in _batch)
            write.Acknowledge();
    }

    private void Fail(Exception cause)
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Some errors have ended the transaction already.
        }

        foreach (var write in _batch)
            write.Fail(cause);
    }

    private SqliteStatements StatementsOf(SqliteTable table)
    {
        if (!_statements.TryGetValue(table, out var statements))
            _statements.Add(table, statements = new SqliteStatements(_connection, table));
        return statements;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }
}
