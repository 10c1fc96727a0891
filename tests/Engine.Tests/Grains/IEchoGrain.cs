namespace MiningGrid.Engine.Tests.Grains;

public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> Echo(int value);

    Task Nothing();

    ValueTask<string> Text(string text);

    Task<string> Repeat(string text, int count);

    Task<long> Key();

    Task<int> EchoThrough(long other, int value);
}
