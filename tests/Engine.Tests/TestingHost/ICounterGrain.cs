namespace MiningGrid.Engine.Tests.TestingHost;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Increment();

    Task<string?> Setting(string key);

    Task<string> NameOf(ICounterGrain other);
}
