namespace MiningGrid.Engine.Tests.Grains;

internal abstract class HereGrainBase(ILocalSiloDetails silo) : Grain, IHereGrain
{
    private int _count;

    public Task<SiloAddress> Silo() => Task.FromResult(silo.SiloAddress);

    public Task<int> Count() => Task.FromResult(++_count);

    public Task<SiloAddress> SiloOf(string other) => GrainFactory.Here(other).Silo();

    public Task<SiloAddress> SiloOfNear(string near) => GrainFactory.GetGrain<INearGrain>(near).Silo();

    public Task<SiloAddress> SiloOfWorker() => GrainFactory.GetGrain<ILocalWorkerGrain>(0).Silo();

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
