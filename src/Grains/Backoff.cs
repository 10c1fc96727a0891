namespace MiningGrid.Grains;

/// <summary>Waits between tries: twice as long each time up to a bound, and never all nodes at the same moment.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private int _failures;

    /// <summary>Whether nothing failed since the last success.</summary>
    public bool IsFirst => _failures == 0;

    public void Reset() => _failures = 0;

    /// <summary>How long to wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var wait = Math.Min(Shortest.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 10)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (0.5 + Random.Shared.NextDouble() / 2));
    }
}
