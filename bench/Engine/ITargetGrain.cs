namespace MiningGrid.Bench.Engine;

/// <summary>Answers at once: what a call costs and nothing else.</summary>
public interface ITargetGrain : IGrainWithIntegerKey
{
    Task<long> Echo(long value);
}
