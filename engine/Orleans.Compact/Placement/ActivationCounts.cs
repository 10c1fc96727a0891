using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>How many activations each silo has, as far as this one knows.</summary>
internal sealed class ActivationCounts
{
    private readonly ConcurrentDictionary<SiloAddress, int> _counts = new();

    public void Set(SiloAddress silo, int count) => _counts[silo] = count;

    public void Forget(SiloAddress silo) => _counts.TryRemove(silo, out _);

    /// <summary>
    /// The one with fewer activations of two silos taken at random: nearly as even as the best of all, and silos that
    /// place at the same time do not all rush to the same one. The new activation is counted at once.
    /// </summary>
    public SiloAddress LessLoaded(SiloAddress[] active)
    {
        var one = Random.Shared.Next(active.Length);
        var other = active.Length == 1 ? one : (one + 1 + Random.Shared.Next(active.Length - 1)) % active.Length;
        var chosen = CountOf(active[other]) < CountOf(active[one]) ? active[other] : active[one];
        _counts.AddOrUpdate(chosen, 1, static (_, count) => count + 1);
        return chosen;
    }

    public int CountOf(SiloAddress silo) => _counts.GetValueOrDefault(silo);
}
