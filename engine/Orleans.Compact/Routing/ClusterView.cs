using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>The cluster as the membership service knows it.</summary>
internal sealed class ClusterView(IClusterMembershipService membership) : IClusterView
{
    private volatile Sight _sight = See(membership.CurrentSnapshot);

    public SiloAddress[] Active => Current.Active;

    public MembershipVersion Version => Current.Snapshot.Version;

    public bool IsDead(SiloAddress silo, MembershipVersion seenAt) => Current.Snapshot.GetSiloStatus(silo, seenAt) == SiloStatus.Dead;

    private Sight Current
    {
        get
        {
            var snapshot = membership.CurrentSnapshot;
            var sight = _sight;
            return ReferenceEquals(sight.Snapshot, snapshot) ? sight : _sight = See(snapshot);
        }
    }

    private static Sight See(ClusterMembershipSnapshot snapshot) =>
        new(snapshot, [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order()]);

    private sealed record Sight(ClusterMembershipSnapshot Snapshot, SiloAddress[] Active);
}
