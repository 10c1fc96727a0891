namespace Orleans.Runtime;

/// <summary>The cluster's membership and its changes.</summary>
public interface IClusterMembershipService
{
    ClusterMembershipSnapshot CurrentSnapshot { get; }

    /// <summary>
    /// The current snapshot, and from there on the latest one whenever it changed. A slow reader skips what lies between, never the last.
    /// </summary>
    IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates { get; }

    /// <summary>Reads the table until the snapshot is of that version at least.</summary>
    ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default);

    /// <summary>Declares a silo dead without asking anybody.</summary>
    /// <returns>Whether it is dead now.</returns>
    Task<bool> TryKill(SiloAddress siloAddress);
}
