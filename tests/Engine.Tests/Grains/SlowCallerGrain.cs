using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Grains;

internal sealed class SlowCallerGrain(Journal journal) : Grain, ISlowCallerGrain
{
    public async Task<int> WaitAndCall(string gate, string other)
    {
        journal.Write($"begin {gate}");
        await journal.Gate(gate);
        return await GrainFactory.Work(other).Activation();
    }
}
