using System.Collections.Concurrent;
using Compact.Routing;

namespace Compact.Calls;

/// <summary>All calls that wait for an answer, so that those that wait too long can be failed; those that may wait equally long together.</summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly ConcurrentDictionary<TimeSpan, PendingLists> _lists = new();
    private readonly TimeProvider _time;
    private readonly PendingLists _default;

    public PendingCalls(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        _default = ListsOf(defaultTimeout);
    }

    public void Add(Call call) => (call.Method.ResponseTimeout is { } timeout ? ListsOf(timeout) : _default).Add(call);

    public static void Remove(Call call) => call.Pending.List?.Remove(call);

    /// <summary>Whether a call of a grain or an observer that was made by then still waits. The runtime's own calls don't count.</summary>
    public bool AnyMadeBy(long time) =>
        _lists.Values.Any(lists => lists.Any(time, static call => !SystemTargets.Is(call.TargetId.Type)));

    /// <summary>Fails all that still wait: nobody will answer any more.</summary>
    public void FailAll(Exception exception)
    {
        foreach (var lists in _lists.Values)
        {
            while (lists.TakeOlderThan(long.MaxValue) is { } call)
                call.TryFail(exception);
        }
    }

    public void Dispose()
    {
        foreach (var lists in _lists.Values)
            lists.Dispose();
    }

    private PendingLists ListsOf(TimeSpan timeout) =>
        _lists.GetOrAdd(timeout, static (timeout, time) => new PendingLists(timeout, time), _time);
}
