namespace MiningGrid.Bench.Engine;

/// <summary>Calls a target again and again, one call at a time.</summary>
public interface ICallerGrain : IGrainWithIntegerKey
{
    /// <returns>Latencies: how many calls took how long, as <see cref="Latencies"/> counts them.</returns>
    Task<long[]> Call(long target, TimeSpan duration);
}
