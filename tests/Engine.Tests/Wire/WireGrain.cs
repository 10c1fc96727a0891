using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Wire;

[Reentrant]
internal sealed class WireGrain(Journal journal) : Grain, IWireGrain
{
    public Task<(int Number, long? Maybe, string? Text, Shade Shade, Box? Box)> Mix(int number, long? maybe, string? text, Shade shade, Box? box) =>
        Task.FromResult((number, maybe, text, shade, box));

    public Task<Dictionary<string, List<Parcel>>> Collect(Dictionary<string, List<Parcel>> parcels, byte[] bytes, int[]? none)
    {
        journal.Write($"{bytes.Length} bytes, {(none is null ? "none" : "some")}");
        return Task.FromResult(parcels);
    }

    public ValueTask<object?> Anything(object? value) => new(value is "unmarked" ? new Unmarked() : value);

    public ValueTask Nothing() => ValueTask.CompletedTask;

    public Task<IWireGrain> Myself() => Task.FromResult(this.AsReference<IWireGrain>());

    public Task<string> KeyOf(IWireGrain grain) => Task.FromResult(grain.GetPrimaryKeyString());

    public Task<IEar?> Pass(IEar? ear) => Task.FromResult(ear);

    public Task<int> SayTo(IEar ear, string word) => ear.Hear(word);

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key)?.ToString());

    public Task<bool> HasToken(int before, CancellationToken token, string after) => Task.FromResult(token.CanBeCanceled && before == 1 && after == "2");

    public async Task<bool> WaitForToken(CancellationToken token)
    {
        journal.Write("waiting");
        await Task.Delay(Timeout.Infinite, token);
        return true;
    }

    public async Task Work(string gate)
    {
        journal.Write($"begin {gate}");
        await journal.Gate(gate);
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task FailWithOwn(int code) => throw new OwnException("own", code);

    public Task FailWithUnmarked() => throw new UnmarkedException("unmarked");

    public Task Tell(string entry)
    {
        journal.Write(entry);
        return Task.CompletedTask;
    }

    public void Say(string entry) => journal.Write(entry);

    public Task<string> CallOther(string other) => GrainFactory.GetGrain<IWireGrain>(other).KeyOf(this.AsReference<IWireGrain>());

    public Task WorkForFiveSeconds(string gate) => Work(gate);
}
