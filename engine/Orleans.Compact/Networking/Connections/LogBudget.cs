namespace Compact.Networking;

/// <summary>So many lines a minute about strangers, who could fill the log otherwise; the rest are counted.</summary>
internal sealed class LogBudget(TimeProvider time)
{
    public const int LinesPerMinute = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _begun = time.GetTimestamp();
    private int _lines;
    private int _withheld;

    /// <param name="withheld">How many were not logged in the minute that has ended; 0 when none has, or none were.</param>
    /// <returns>Whether there is room for one more line.</returns>
    public bool TryTake(out int withheld)
    {
        lock (_lock)
        {
            withheld = 0;
            if (time.GetElapsedTime(_begun) >= Minute)
            {
                (withheld, _withheld) = (_withheld, 0);
                _begun = time.GetTimestamp();
                _lines = 0;
            }

            if (_lines++ < LinesPerMinute)
                return true;
            _withheld++;
            return false;
        }
    }
}
