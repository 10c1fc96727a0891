namespace MiningGrid.Engine.Tests.Grains;

public interface IFilteringGrain : IGrainWithStringKey
{
    Task<int> Echo(int value);
}
