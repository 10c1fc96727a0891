using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>How fast one worker of this node is at a puzzle, and so how to cut work for it.</summary>
internal sealed class SlicePace(TimeSpan sliceTime)
{
    // Until there is a measurement: slow enough that a first slice never takes long.
    private const double AssumedRate = 1_000_000;
    private const double FirstSliceSeconds = 0.02;
    private const double Smoothing = 0.3;

    // Work that is over sooner is not worth a second worker.
    private const double WorthSharingSeconds = 0.0005;

    // A shorter time is mostly overhead.
    private static readonly TimeSpan ShortestMeasurement = TimeSpan.FromMilliseconds(2);

    private double _scanned;
    private TimeSpan _elapsed;

    /// <summary>Positions a second of one worker; 0 before the first measurement.</summary>
    public double Rate { get; private set; }

    /// <summary>Takes what a worker did; returns the rate.</summary>
    public double Measure(SliceResult result)
    {
        _scanned += result.Scanned;
        _elapsed += result.Elapsed;
        if (_elapsed < ShortestMeasurement)
            return Rate;
        var rate = _scanned / _elapsed.TotalSeconds;
        Rate = Rate == 0 ? rate : Rate + Smoothing * (rate - Rate);
        _scanned = 0;
        _elapsed = TimeSpan.Zero;
        return Rate;
    }

    public ulong SliceLength() => (ulong)Math.Max(1, Rate > 0 ? Rate * sliceTime.TotalSeconds : AssumedRate * FirstSliceSeconds);

    /// <summary>How many workers a search for one solution is worth.</summary>
    public double WorthWorkers(Puzzle puzzle) =>
        Target.ExpectedHashes(puzzle.Target) / ((Rate > 0 ? Rate : AssumedRate) * WorthSharingSeconds);

    /// <summary>Takes over what was measured of another puzzle of the same kind.</summary>
    public void StartFrom(double rate) => Rate = rate;
}
