namespace MiningGrid.Silo.Storage;

/// <summary>A record as it lies in the database.</summary>
internal readonly record struct StoredRecord(long ETag, byte[] Data);
