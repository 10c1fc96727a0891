namespace MiningGrid.Grains.Jobs;

/// <summary>
/// How long a node's next lease of a search should be: what it does in the time aimed at, by the rate at which it
/// delivers, which is smoothed. Small changes change nothing, large ones are followed in steps.
/// </summary>
internal sealed class LeaseSizer(LeaseSizerBounds bounds)
{
    /// <summary>The share of a new measurement in the rate.</summary>
    public const double Smoothing = 0.3;

    /// <summary>A wish that differs by less than this share from the last length is not followed.</summary>
    public const double DeadBand = 0.2;

    /// <summary>A length is at most this many times the last one, and at least the last one divided by it.</summary>
    public const double MaxStep = 4;

    /// <summary>The share of a node's rate in what is left, of which its last leases take half each.</summary>
    public const double TailShare = 0.5;

    // A shorter time tells little: reports come in bursts.
    private static readonly TimeSpan ShortestMeasurement = TimeSpan.FromMilliseconds(200);

    private double _length;
    private double _positions;
    private TimeSpan? _since;

    /// <summary>The smoothed rate, positions a second; 0 before the first measurement.</summary>
    public double Rate { get; private set; }

    /// <summary>The node has something to do from now on.</summary>
    public void Begin(TimeSpan now) => _since ??= now;

    /// <summary>The node has nothing to do: the time until it has does not count.</summary>
    public void Pause()
    {
        _since = null;
        _positions = 0;
    }

    /// <summary>The node delivered so many positions.</summary>
    public void Delivered(UInt128 positions, TimeSpan now)
    {
        if (_since is not { } since)
            return;
        _positions += (double)positions;
        var elapsed = now - since;
        if (elapsed < ShortestMeasurement)
            return;
        var rate = _positions / elapsed.TotalSeconds;
        Rate = Rate == 0 ? rate : Rate + Smoothing * (rate - Rate);
        _positions = 0;
        _since = now;
    }

    /// <summary>The length of the next lease.</summary>
    /// <param name="claimed">The rate that the node says to have, positions a second; 0 for none.</param>
    /// <param name="left">Positions that wait for a lease.</param>
    /// <param name="share">The node's share of the rate of all nodes that search along with it, 0 to 1.</param>
    /// <param name="stretch">How many times longer than usual leases last.</param>
    public UInt128 Next(double claimed, UInt128 left, double share, double stretch = 1)
    {
        var aim = bounds.Aim.TotalSeconds * stretch;
        _length = _length == 0 ? FirstLength(claimed, aim) : Follow(claimed, aim);
        var length = UInt128.Clamp((UInt128)_length, bounds.Min, bounds.Max);
        return UInt128.Min(left, UInt128.Max(bounds.Min, UInt128.Min(length, Tail(left, share))));
    }

    // What a node says of itself is believed for a quarter of a lease, no more.
    private double FirstLength(double claimed, double aim) =>
        claimed > 0 && double.IsFinite(claimed)
            ? Math.Clamp(claimed * aim / MaxStep, (double)bounds.Min, (double)bounds.Max)
            : (double)bounds.First;

    private double Follow(double claimed, double aim)
    {
        // Until there is a measurement the lease was over in no time: try longer ones.
        var wish = Rate > 0 ? Rate * aim : Math.Max(FirstLength(claimed, aim), _length) * MaxStep;
        if (Math.Abs(wish - _length) <= DeadBand * _length)
            return _length;
        var next = Math.Clamp(wish, _length / MaxStep, _length * MaxStep);
        return Math.Clamp(next, (double)bounds.Min, (double)bounds.Max);
    }

    /// <summary>Towards the end leases get shorter, so that no node holds the last range while the others idle.</summary>
    private static UInt128 Tail(UInt128 left, double share) =>
        share >= 1 ? left : (UInt128)((double)left * share * TailShare);
}
