using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Probes a silo for another one that could not reach it.</summary>
internal sealed class Witness(ISiloProber prober, LocalHealth health, TimeProvider time)
{
    /// <returns>Whether the silo answered in the time.</returns>
    public async Task<bool> Probe(SiloAddress silo, TimeSpan timeout)
    {
        using var watch = health.WatchClosely();
        var begun = time.GetTimestamp();
        using var over = new CancellationTokenSource(timeout, time);
        try
        {
            await prober.Probe(silo, over.Token).WaitAsync(over.Token);
            return true;
        }
        catch (Exception exception)
        {
            var stalled = health.StalledSince(begun);
            return stalled < timeout / 4 ? false
                : throw new SiloUnavailableException($"This silo stood still for {stalled} and can't judge whether {silo} is alive.", exception);
        }
    }
}
