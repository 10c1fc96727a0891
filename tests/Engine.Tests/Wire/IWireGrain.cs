using MiningGrid.Engine.Tests.Grains;
using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Wire;

/// <summary>Methods of all kinds of parameters and results.</summary>
[Alias("wire")]
public interface IWireGrain : IGrainWithStringKey
{
    [Alias("mix")]
    Task<(int Number, long? Maybe, string? Text, Shade Shade, Box? Box)> Mix(int number, long? maybe, string? text, Shade shade, Box? box);

    Task<Dictionary<string, List<Parcel>>> Collect(Dictionary<string, List<Parcel>> parcels, byte[] bytes, int[]? none);

    ValueTask<object?> Anything(object? value);

    ValueTask Nothing();

    Task<IWireGrain> Myself();

    Task<string> KeyOf(IWireGrain grain);

    Task<IEar?> Pass(IEar? ear);

    Task<int> SayTo(IEar ear, string word);

    Task<string?> Context(string key);

#pragma warning disable CA1068 // The engine must not need it to be the last.
    Task<bool> HasToken(int before, CancellationToken token, string after);
#pragma warning restore CA1068

    Task<bool> WaitForToken(CancellationToken token);

    Task Work(string gate);

    Task Fail(string message);

    Task FailWithOwn(int code);

    Task FailWithUnmarked();

    [OneWay]
    Task Tell(string entry);

    void Say(string entry);

    Task<string> CallOther(string other);

    [ResponseTimeout("00:00:05")]
    Task WorkForFiveSeconds(string gate);
}
