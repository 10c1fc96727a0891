namespace MiningGrid.Silo.Replication;

/// <summary>Copies of a grain's state that are waited for before a write counts: the section <c>Replication</c>.</summary>
public sealed class ReplicationOptions
{
    public const string Section = "Replication";
    public const int DefaultReplicas = 0;
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>How many replicas of Redis must have a write; 0 waits for none. 0 to 16.</summary>
    public int Replicas { get; set; } = DefaultReplicas;

    /// <summary>
    /// How long they are waited for. When they are late, writes count without them until they have caught up. 1 ms to 2 s.
    /// </summary>
    public TimeSpan Timeout { get; set; } = DefaultTimeout;
}
