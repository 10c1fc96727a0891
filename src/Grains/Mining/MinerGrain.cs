using MiningGrid.GrainInterfaces.Mining;
using Orleans.Concurrency;

namespace MiningGrid.Grains.Mining;

/// <summary>Brings slices to the silo's worker threads. Reentrant: the pool is the limit, not the activation.</summary>
[StatelessWorker, Reentrant]
public sealed class MinerGrain(WorkerPool pool) : Grain, IMinerGrain
{
    /// <inheritdoc/>
    public Task<SliceResult> Mine(Slice slice, CancellationToken cancellationToken) => pool.Search(slice, cancellationToken);
}
