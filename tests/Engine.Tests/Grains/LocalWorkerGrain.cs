using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Grains;

[StatelessWorker(2)]
internal sealed class LocalWorkerGrain(ILocalSiloDetails silo) : Grain, ILocalWorkerGrain
{
    public Task<SiloAddress> Silo() => Task.FromResult(silo.SiloAddress);
}
