using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>A snapshot of the membership, and what changed since an earlier one.</summary>
public sealed class ClusterMembershipUpdate(ClusterMembershipSnapshot snapshot, ImmutableArray<ClusterMember> changes)
{
    public bool HasChanges => !Changes.IsDefaultOrEmpty;

    public ImmutableArray<ClusterMember> Changes { get; } = changes;

    public ClusterMembershipSnapshot Snapshot { get; } = snapshot;
}
