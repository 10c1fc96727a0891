using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>One state of the <see cref="MembershipView"/>; nothing in it changes.</summary>
/// <param name="LocalStatus">This silo's own status, which may be ahead of its row.</param>
/// <param name="Entries">The rows.</param>
/// <param name="TableVersion">The number that the table had when it was last read.</param>
/// <param name="Snapshot">What others are told.</param>
/// <param name="Active">The silos that take new activations, in order of address.</param>
internal sealed record ViewState(
    SiloStatus LocalStatus,
    ImmutableDictionary<SiloAddress, MembershipEntry> Entries,
    int TableVersion,
    ClusterMembershipSnapshot Snapshot,
    SiloAddress[] Active);
