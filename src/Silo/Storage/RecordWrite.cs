namespace MiningGrid.Silo.Storage;

/// <summary>A write that waits for its commit.</summary>
/// <param name="table">Where it goes.</param>
/// <param name="key">Which record.</param>
/// <param name="expected">The ETag that the record must have now; null when there must be none.</param>
/// <param name="etag">Its ETag after the write.</param>
/// <param name="data">What to store; null to delete the record.</param>
internal sealed class RecordWrite(SqliteTable table, RecordKey key, long? expected, long etag, byte[]? data)
{
    private readonly TaskCompletionSource<WriteOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteTable Table { get; } = table;

    public RecordKey Key { get; } = key;

    public long? Expected { get; } = expected;

    public long ETag { get; } = etag;

    public byte[]? Data { get; } = data;

    /// <summary>Set by the writer within the transaction; told only after the commit.</summary>
    public WriteOutcome Outcome { get; set; }

    public Task<WriteOutcome> Completion => _completion.Task;

    public void Acknowledge() => _completion.TrySetResult(Outcome);

    public void Fail(Exception cause) => _completion.TrySetException(cause);
}
