using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>How fast each worker of this node is at a puzzle, and so how to cut work for them.</summary>
internal sealed class SlicePace
{
    // Until there is a measurement: slow enough that a first slice never takes long.
    private const double AssumedRate = 1_000_000;
    private const double FirstSliceSeconds = 0.02;

    // Work that is over sooner is not worth a second worker.
    private const double WorthSharingSeconds = 0.0005;

    private readonly Dictionary<int, WorkerPace> _workers = [];
    private double _fastest;

    /// <summary>Positions a second of a worker on average; 0 before the first measurement.</summary>
    public double Rate { get; private set; }

    /// <summary>Takes what a worker did.</summary>
    public void Measure(SliceResult result)
    {
        if (!_workers.TryGetValue(result.Worker, out var pace))
            _workers.Add(result.Worker, pace = new WorkerPace());
        pace.Measure(result.Scanned, result.Elapsed);
        Sum();
    }

    /// <summary>A slice that takes the fastest worker so long; a slower one leaves what is too much for it.</summary>
    public ulong SliceLength(TimeSpan time) => (ulong)Math.Max(1, _fastest > 0 ? _fastest * time.TotalSeconds : AssumedRate * FirstSliceSeconds);

    /// <summary>How many workers a search for one solution is worth.</summary>
    public double WorthWorkers(Puzzle puzzle) =>
        Target.ExpectedHashes(puzzle.Target) / ((Rate > 0 ? Rate : AssumedRate) * WorthSharingSeconds);

    /// <summary>Takes over what was measured of another puzzle of the same kind.</summary>
    public void StartFrom(SlicePace other)
    {
        foreach (var (worker, pace) in other._workers)
            _workers[worker] = new WorkerPace(pace.Rate);
        Sum();
    }

    private void Sum()
    {
        var (sum, measured) = (0.0, 0);
        _fastest = 0;
        foreach (var pace in _workers.Values.Where(pace => pace.Rate > 0))
        {
            sum += pace.Rate;
            measured++;
            _fastest = Math.Max(_fastest, pace.Rate);
        }
        Rate = measured > 0 ? sum / measured : 0;
    }
}
