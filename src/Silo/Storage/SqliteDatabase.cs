using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Storage;

/// <summary>The database of a data folder: one writer, and readers beside it.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int MaxIdleReaders = 4;

    private readonly DataFolder _folder;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];

    /// <exception cref="StorageException">The folder is in use, or the file is damaged or of a newer format.</exception>
    public SqliteDatabase(IOptions<SqliteStorageOptions> options)
    {
        _folder = DataFolder.OpenForWriting(options.Value.Path);
        try
        {
            var connection = SqliteFile.OpenForWriting(_folder.Database, options.Value.Synchronous);
            _writer = new SqliteWriter(_folder.Database, connection, options.Value.MaxQueuedWrites);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    public string Path => _folder.Database;

    /// <summary>Whether the last write failed.</summary>
    public bool IsFailing => _writer.IsFailing;

    /// <summary>Reads where the caller stands: a read of a warm file takes microseconds, less than a change of threads.</summary>
    public StoredRecord? Read(SqliteTable table, RecordKey key)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new SqliteReader(Path);
        try
        {
            return reader.Read(table, key);
        }
        finally
        {
            if (_readers.Count < MaxIdleReaders)
                _readers.Add(reader);
            else
                reader.Dispose();
        }
    }

    public Task<WriteOutcome> Write(RecordWrite write) => _writer.Write(write);

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }
}
