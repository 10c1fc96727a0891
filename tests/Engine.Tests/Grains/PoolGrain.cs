using MiningGrid.Engine.Tests.Hosting;
using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Grains;

[StatelessWorker(3)]
internal sealed class PoolGrain(Journal journal) : Grain, IPoolGrain
{
    private static int s_activations;
    private readonly int _activation = Interlocked.Increment(ref s_activations);

    public async Task<int> Work(string gate)
    {
        journal.Write($"begin {gate}");
        await journal.Gate(gate);
        return _activation;
    }
}
