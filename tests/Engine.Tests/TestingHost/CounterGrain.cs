using Microsoft.Extensions.Configuration;

namespace MiningGrid.Engine.Tests.TestingHost;

internal sealed class CounterGrain(IConfiguration configuration) : Grain, ICounterGrain
{
    private int _count;

    public Task<int> Increment() => Task.FromResult(++_count);

    public Task<string?> Setting(string key) => Task.FromResult(configuration[key]);

    public Task<string> NameOf(ICounterGrain other) => Task.FromResult(other.GetPrimaryKeyString());
}
