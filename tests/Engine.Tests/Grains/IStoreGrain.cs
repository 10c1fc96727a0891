namespace MiningGrid.Engine.Tests.Grains;

public interface IStoreGrain : IGrainWithStringKey
{
    Task<int> Read();

    Task Write(int value);

    Task Clear();

    Task<bool> Exists();

    Task Set(int value);

    Task Reread();

    Task<int> Activation();
}
