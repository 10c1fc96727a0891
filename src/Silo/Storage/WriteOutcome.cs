namespace MiningGrid.Silo.Storage;

/// <summary>What came of a conditional write.</summary>
/// <param name="IsDone">Whether the record had the expected ETag, and was written.</param>
/// <param name="StoredETag">The ETag that it had instead; null when there is no such record.</param>
internal readonly record struct WriteOutcome(bool IsDone, long? StoredETag = null);
