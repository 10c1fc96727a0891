using System.Numerics;

namespace Compact.Calls;

/// <summary>
/// The calls that may wait equally long for an answer, in a list for each processor. A call costs two short uncontended locks and no
/// timer: the one there is goes off when the oldest call has waited for long enough, and is not set while none waits.
/// </summary>
internal sealed class PendingLists : IDisposable
{
    // With many calls it goes off so often, and not for each. Longer than the longest would be too long for a timer.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // A timer cuts off what is not a whole millisecond.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    private readonly PendingList[] _lists = new PendingList[Stripes];
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _isSet;

    public PendingLists(TimeSpan timeout, TimeProvider time)
    {
        _timeout = timeout;
        _time = time;
        for (var i = 0; i < _lists.Length; i++)
            _lists[i] = new PendingList();
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((PendingLists)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (timeout <= TimeSpan.Zero)
            _isSet = 1; // They may wait without end.
    }

    private long OldestSentAt => _lists.Min(static list => list.OldestSentAt);

    public void Add(Call call)
    {
        _lists[Thread.GetCurrentProcessorId() & (Stripes - 1)].Add(call);

        // Whoever unsets it looks at the lists, and takes their locks, after that.
        if (Volatile.Read(ref _isSet) == 0 && Interlocked.Exchange(ref _isSet, 1) == 0)
            SetForOldest();
    }

    /// <summary>Takes out a call that was sent before <paramref name="deadline"/>.</summary>
    public Call? TakeOlderThan(long deadline)
    {
        foreach (var list in _lists)
        {
            if (list.TakeOlderThan(deadline) is { } call)
                return call;
        }

        return null;
    }

    /// <summary>Whether a call that was sent by <paramref name="deadline"/> is like that.</summary>
    public bool Any(long deadline, Func<Call, bool> condition) => Array.Exists(_lists, list => list.Any(deadline, condition));

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var deadline = _time.GetTimestamp() - (long)(_timeout.TotalSeconds * _time.TimestampFrequency);
        while (TakeOlderThan(deadline) is { } call)
            call.Runtime.TimeOut(call, _timeout);
        Volatile.Write(ref _isSet, 0);
        if (OldestSentAt < long.MaxValue && Interlocked.Exchange(ref _isSet, 1) == 0)
            SetForOldest();
    }

    // Whoever sets it sets it for all: an older call than his may be there. One that was answered meanwhile counts as made now.
    private void SetForOldest()
    {
        var left = _timeout - _time.GetElapsedTime(Math.Min(OldestSentAt, _time.GetTimestamp())) + Grain;
        _timer.Change(left < Shortest ? Shortest : left > Longest ? Longest : left, Timeout.InfiniteTimeSpan);
    }
}
