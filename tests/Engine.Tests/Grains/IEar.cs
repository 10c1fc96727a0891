using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Grains;

public interface IEar : IGrainObserver
{
    Task<int> Hear(string word);

    [OneWay]
    Task Overhear(string word);

    void Notice(string word);
}
