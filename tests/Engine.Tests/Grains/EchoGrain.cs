namespace MiningGrid.Engine.Tests.Grains;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> Echo(int value) => Task.FromResult(value);

    public Task Nothing() => Task.CompletedTask;

    public ValueTask<string> Text(string text) => new(text);

    public Task<string> Repeat(string text, int count) => Task.FromResult(string.Concat(Enumerable.Repeat(text, count)));

    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());

    public async Task<int> EchoThrough(long other, int value) => await GrainFactory.GetGrain<IEchoGrain>(other).Echo(value);
}
