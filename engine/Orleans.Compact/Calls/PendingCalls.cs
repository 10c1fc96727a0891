using System.Collections.Concurrent;
using System.Numerics;
using Compact.Routing;

namespace Compact.Calls;

/// <summary>
/// All calls that wait for an answer, so that those that wait too long can be failed.
/// A call costs two short uncontended locks and no timer: one coarse timer looks at the oldest of each list.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    private readonly ConcurrentDictionary<TimeSpan, PendingList[]> _lists = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly PendingList[] _default;

    public PendingCalls(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        _default = ListsOf(defaultTimeout);
        _timer = time.CreateTimer(static state => ((PendingCalls)state!).Sweep(), this, Tick, Tick);
    }

    public void Add(Call call)
    {
        var lists = call.Method.ResponseTimeout is { } timeout ? ListsOf(timeout) : _default;
        lists[Thread.GetCurrentProcessorId() & (Stripes - 1)].Add(call);
    }

    public static void Remove(Call call) => call.Pending.List?.Remove(call);

    /// <summary>Whether a call of a grain or an observer that was made by then still waits. The runtime's own calls don't count.</summary>
    public bool AnyMadeBy(long time) =>
        _lists.Values.Any(lists => Array.Exists(lists, list => list.Any(time, static call => !SystemTargets.Is(call.TargetId.Type))));

    /// <summary>Fails all that still wait: nobody will answer any more.</summary>
    public void FailAll(Exception exception)
    {
        foreach (var list in _lists.Values.SelectMany(lists => lists))
        {
            while (list.TakeOlderThan(long.MaxValue) is { } call)
                call.TryFail(exception);
        }
    }

    public void Dispose() => _timer.Dispose();

    private PendingList[] ListsOf(TimeSpan timeout) => _lists.GetOrAdd(timeout, static timeout =>
    {
        var lists = new PendingList[Stripes];
        for (var i = 0; i < lists.Length; i++)
            lists[i] = new PendingList(timeout);
        return lists;
    });

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var (timeout, lists) in _lists)
        {
            if (timeout <= TimeSpan.Zero)
                continue;
            var deadline = now - (long)(timeout.TotalSeconds * _time.TimestampFrequency);
            foreach (var list in lists)
            {
                while (list.TakeOlderThan(deadline) is { } call)
                    call.Runtime.TimeOut(call, timeout);
            }
        }
    }
}
