namespace MiningGrid.Engine.Tests.Grains;

public interface ILocalWorkerGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> Silo();
}
