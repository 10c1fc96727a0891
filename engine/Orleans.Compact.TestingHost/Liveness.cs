using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>When the silos of a test cluster know of each other what is true.</summary>
internal static class Liveness
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan GossipTime = TimeSpan.FromSeconds(5);

    /// <summary>Waits until every silo that runs sees those that run, and no other, as active.</summary>
    /// <exception cref="TimeoutException">They do not.</exception>
    public static async Task StabilizeAsync(IEnumerable<InProcessSiloHandle> silos)
    {
        var running = silos.Where(silo => silo.IsActive).ToArray();
        var expected = running.Select(silo => silo.SiloAddress).ToHashSet();
        var begun = Stopwatch.GetTimestamp();
        while (running.FirstOrDefault(silo => !expected.SetEquals(ActiveIn(silo))) is { } mistaken)
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new TimeoutException($"After {Patience} {mistaken.Name} takes for active {string.Join(", ", ActiveIn(mistaken))}; active are {string.Join(", ", expected)}.");
            await Task.Delay(Poll);
        }
    }

    /// <summary>How long it takes at most by the options.</summary>
    public static TimeSpan TimeOf(ClusterMembershipOptions options, bool didKill) =>
        (didKill ? options.ProbeTimeout * options.NumMissedProbesLimit : TimeSpan.Zero) + (options.UseLivenessGossip ? GossipTime : options.TableRefreshTimeout * 2);

    private static SiloAddress[] ActiveIn(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>().GetActiveSilos();
}
