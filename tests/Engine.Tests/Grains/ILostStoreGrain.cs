namespace MiningGrid.Engine.Tests.Grains;

public interface ILostStoreGrain : IGrainWithStringKey
{
    Task Touch();
}
