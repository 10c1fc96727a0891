namespace MiningGrid.Grains.Mining;

/// <summary>Counts, and tells rates over the last seconds up to a quarter of an hour. Threads may share one.</summary>
public sealed class RateMeter(TimeProvider time)
{
    private const int Seconds = 15 * 60;

    private readonly Lock _gate = new();
    private readonly double[] _buckets = new double[Seconds + 1];
    private readonly long _start = time.GetTimestamp();
    private double? _firstAt;
    private long _lastSecond;
    private double _total;

    /// <summary>All that was counted.</summary>
    public double Total
    {
        get
        {
            lock (_gate)
                return _total;
        }
    }

    /// <summary>Counts so many now.</summary>
    /// <param name="count">How many.</param>
    /// <param name="took">How long they took.</param>
    public void Add(double count, TimeSpan took)
    {
        lock (_gate)
        {
            var now = Advance();
            _firstAt ??= now - took.TotalSeconds;
            _buckets[_lastSecond % _buckets.Length] += count;
            _total += count;
        }
    }

    /// <summary>The rate over a window that ends now; over the time since the first count while that is shorter.</summary>
    /// <param name="window">Whole seconds, 1 s to 15 min.</param>
    /// <returns>Counts a second; 0 before the first.</returns>
    public double Rate(TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, TimeSpan.FromSeconds(Seconds));
        lock (_gate)
        {
            var now = Advance();
            if (_firstAt is not { } firstAt)
                return 0;
            var first = Math.Max(0, _lastSecond - (long)window.TotalSeconds);
            var sum = 0.0;
            for (var second = first; second <= _lastSecond; second++)
                sum += _buckets[second % _buckets.Length];
            var span = now - Math.Max(first, firstAt);
            return span > 0 ? sum / span : 0;
        }
    }

    /// <summary>Empties the buckets of the seconds that have passed; returns the time since the start, in seconds.</summary>
    private double Advance()
    {
        var now = time.GetElapsedTime(_start).TotalSeconds;
        var second = Math.Max((long)now, _lastSecond);
        for (var next = Math.Max(_lastSecond + 1, second - Seconds); next <= second; next++)
            _buckets[next % _buckets.Length] = 0;
        _lastSecond = second;
        return now;
    }
}
