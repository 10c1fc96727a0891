namespace MiningGrid.Grains.Chain;

/// <summary>Why mining pauses, and when to try again: at once for a clock, after growing delays for a failed storage.</summary>
internal sealed class ChainTrouble(TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private TimeSpan _delay = FirstDelay;
    private long _since;

    /// <summary>For people; null when there is none.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether what is in memory may not be what is stored, so that it must be read again.</summary>
    public bool IsOfStorage { get; private set; }

    public bool MayRetry => !IsOfStorage || time.GetElapsedTime(_since) >= _delay;

    public void OfClock(string reason)
    {
        Reason = reason;
        IsOfStorage = false;
    }

    public void OfStorage(string reason)
    {
        _delay = IsOfStorage ? TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, LongestDelay.Ticks)) : FirstDelay;
        _since = time.GetTimestamp();
        Reason = reason;
        IsOfStorage = true;
    }

    public void Clear()
    {
        Reason = null;
        IsOfStorage = false;
    }
}
