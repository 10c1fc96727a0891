using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Mining;

/// <summary>A slice that a worker has, or that waits for one.</summary>
internal sealed class RunningSlice(HeldLease lease, PositionRange range) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public HeldLease Lease { get; } = lease;

    public PositionRange Range { get; } = range;

    public CancellationToken Token => _stop.Token;

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}
