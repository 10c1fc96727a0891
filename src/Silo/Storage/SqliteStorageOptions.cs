namespace MiningGrid.Silo.Storage;

/// <summary>Where and how a silo keeps its records on this machine: the section <c>Storage</c>.</summary>
public sealed class SqliteStorageOptions
{
    public const string Section = "Storage";
    public const string DefaultPath = "./data";
    public const SqliteSynchronous DefaultSynchronous = SqliteSynchronous.Full;
    public const int DefaultMaxQueuedWrites = 4096;

    /// <summary>The data folder; made when it isn't there, readable by its owner alone.</summary>
    public string Path { get; set; } = DefaultPath;

    /// <summary>What an acknowledged write survives.</summary>
    public SqliteSynchronous Synchronous { get; set; } = DefaultSynchronous;

    /// <summary>Writes that may wait for the disk; more make their callers wait. 1 to 1 000 000.</summary>
    public int MaxQueuedWrites { get; set; } = DefaultMaxQueuedWrites;
}
