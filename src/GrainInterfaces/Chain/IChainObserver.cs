using Orleans.Concurrency;

namespace MiningGrid.GrainInterfaces.Chain;

/// <summary>Hears of a chain's news. A call may be lost; heights tell when one was.</summary>
[Alias("MiningGrid.IChainObserver")]
public interface IChainObserver : IGrainObserver
{
    /// <summary>A block was stored at the head.</summary>
    [OneWay, Alias("BlockAccepted")]
    Task BlockAccepted(BlockAccepted block);

    /// <summary>Mining started, stopped, or can't go on for a reason that the status tells.</summary>
    [OneWay, Alias("StatusChanged")]
    Task StatusChanged(ChainStatus status);
}
