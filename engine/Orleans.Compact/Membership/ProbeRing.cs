using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Who probes whom: silos lie on a ring by the hash of their address, and each probes those that follow it. So every silo is
/// probed by as many as it probes, and all silos agree who those are.
/// </summary>
internal static class ProbeRing
{
    public static IEnumerable<SiloAddress> Choose(SiloAddress self, IEnumerable<SiloAddress> others, int count)
    {
        var own = Place(self);
        return others
            .Where(silo => !silo.Equals(self))
            .Select(silo => (Silo: silo, Place: Place(silo)))
            .OrderBy(other => other.Place.CompareTo(own) <= 0)
            .ThenBy(other => other.Place)
            .Select(other => other.Silo)
            .Take(count);
    }

    private static (uint Hash, string Name) Place(SiloAddress silo) => ((uint)silo.GetConsistentHashCode(), silo.ToParsableString());
}
