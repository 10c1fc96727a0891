namespace MiningGrid.Engine.Tests.Grains;

public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> Echo(int value);

    Task Nothing();

    ValueTask<string> Text(string text);

    Task<long> Key();

    Task<int> EchoThrough(long other, int value);
}
