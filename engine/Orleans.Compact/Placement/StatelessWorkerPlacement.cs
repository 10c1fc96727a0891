namespace Orleans.Runtime;

internal sealed class StatelessWorkerPlacement(int maxLocalWorkers, bool removeIdleWorkers) : PlacementStrategy
{
    public int MaxLocal { get; } = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;

    public bool RemoveIdleWorkers { get; } = removeIdleWorkers;

    public override bool IsUsingGrainDirectory => false;
}
