namespace MiningGrid.Bench.Engine;

internal sealed class TargetGrain : Grain, ITargetGrain
{
    public Task<long> Echo(long value) => Task.FromResult(value);
}
