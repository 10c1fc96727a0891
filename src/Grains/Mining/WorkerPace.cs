namespace MiningGrid.Grains.Mining;

/// <summary>How fast one worker is at puzzles of a kind.</summary>
/// <param name="rate">What is known of it already, positions a second; 0 for nothing.</param>
internal sealed class WorkerPace(double rate = 0)
{
    private const double Smoothing = 0.3;

    // A shorter time is mostly overhead.
    private static readonly TimeSpan ShortestMeasurement = TimeSpan.FromMilliseconds(2);

    private double _scanned;
    private TimeSpan _elapsed;

    /// <summary>Positions a second; 0 before the first measurement.</summary>
    public double Rate { get; private set; } = rate;

    /// <summary>Takes what the worker did.</summary>
    public void Measure(double scanned, TimeSpan elapsed)
    {
        _scanned += scanned;
        _elapsed += elapsed;
        if (_elapsed < ShortestMeasurement)
            return;
        var measured = _scanned / _elapsed.TotalSeconds;
        Rate = Rate == 0 ? measured : Rate + (Smoothing * (measured - Rate));
        _scanned = 0;
        _elapsed = TimeSpan.Zero;
    }
}
