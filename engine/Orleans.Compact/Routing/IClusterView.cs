using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>What routing needs to know of the other silos.</summary>
internal interface IClusterView
{
    /// <value>The silos that take new activations, in order of address; the same array until that changes.</value>
    SiloAddress[] Active { get; }

    /// <value>Grows with every change of the membership.</value>
    MembershipVersion Version { get; }

    /// <summary>Whether the silo is dead, or was cleaned away since.</summary>
    /// <param name="silo">A silo.</param>
    /// <param name="seenAt">The version at which somebody knew the silo: one that is too new to be known here is not dead.</param>
    bool IsDead(SiloAddress silo, MembershipVersion seenAt);
}
