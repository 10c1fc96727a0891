using Orleans.Concurrency;

namespace MiningGrid.GrainInterfaces.Grid;

/// <summary>A node's ear for changes of work.</summary>
[Alias("MiningGrid.INodeObserver")]
public interface INodeObserver : IGrainObserver
{
    /// <summary>The work changed: drop what is not in the list, or is there with a newer epoch.</summary>
    [OneWay, Alias("WorkChanged")]
    Task WorkChanged(WorkList work);
}
