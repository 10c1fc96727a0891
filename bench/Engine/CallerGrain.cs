namespace MiningGrid.Bench.Engine;

internal sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task<long[]> Call(long target, TimeSpan duration)
    {
        var latencies = new Latencies();
        await latencies.MeasureAsync(GrainFactory.GetGrain<ITargetGrain>(target).Echo, duration);
        return latencies.Counts;
    }
}
