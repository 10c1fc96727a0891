namespace MiningGrid.Engine.Tests.Grains;

public interface IPoolGrain : IGrainWithIntegerKey
{
    Task<int> Work(string gate);
}
