using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>The cluster's members as of one version of the membership table.</summary>
public sealed class ClusterMembershipSnapshot(ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
{
    public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; } = members;

    public MembershipVersion Version { get; } = version;

    /// <returns><see cref="SiloStatus.None"/> for one that is not known; one that has a successor at its endpoint is dead.</returns>
    public SiloStatus GetSiloStatus(SiloAddress silo) =>
        Members.TryGetValue(silo, out var member) ? member.Status
        : Members.Keys.Any(other => other.IsSuccessorOf(silo)) ? SiloStatus.Dead
        : SiloStatus.None;

    /// <summary>The same, but a silo that was a member at an earlier version and is not known now is dead: its row was cleaned away.</summary>
    public SiloStatus GetSiloStatus(SiloAddress silo, MembershipVersion seenAtVersion)
    {
        var status = GetSiloStatus(silo);
        return status == SiloStatus.None && Version > seenAtVersion ? SiloStatus.Dead : status;
    }

    /// <summary>All members as changes.</summary>
    public ClusterMembershipUpdate AsUpdate() => new(this, [.. Members.Values]);

    /// <summary>The changes since <paramref name="previous"/>; who is a member no more counts as dead.</summary>
    public ClusterMembershipUpdate CreateUpdate(ClusterMembershipSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        if (previous.Version > Version)
            throw new ArgumentException($"Version {previous.Version} comes after this snapshot's, which is {Version}.", nameof(previous));
        var changed = Members.Values.Where(member => !previous.Members.TryGetValue(member.SiloAddress, out var before) || before.Status != member.Status);
        var gone = previous.Members.Values
            .Where(member => member.Status != SiloStatus.Dead && !Members.ContainsKey(member.SiloAddress))
            .Select(member => new ClusterMember(member.SiloAddress, SiloStatus.Dead, member.Name));
        return new ClusterMembershipUpdate(this, [.. changed, .. gone]);
    }

    public override string ToString() => $"Version {Version}: {string.Join(", ", Members.Values)}";
}
