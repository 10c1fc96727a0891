namespace Compact.Networking;

/// <summary>Ending a connection over which the other side calls, so that no call of it is lost.</summary>
internal sealed partial class Connection
{
    private static readonly TimeSpan AnsweredPoll = TimeSpan.FromMilliseconds(5);

    // By number, so that the answer to an earlier ping is not taken for that to a later one.
    private readonly Dictionary<ulong, TaskCompletionSource> _roundTrips = [];

    /// <summary>Completes when the other side sends no more calls, and has received the answers to all that it sent; or when it is gone.</summary>
    public async Task SettleAsync(CancellationToken token)
    {
        GoAway();
        await RoundTripAsync(token); // What was sent before that was known has arrived.
        while (Volatile.Read(ref _unanswered) > 0 && !IsClosed)
            await Task.Delay(AnsweredPoll, _services.Time, token);
        await RoundTripAsync(token); // What was answered has arrived.
    }

    /// <summary>Frames are handled in order, so with the answer to a ping all that was sent before has been handled.</summary>
    private async Task RoundTripAsync(CancellationToken token)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (IsClosed)
                return;
            _roundTrips.Add(id, answered);
        }

        Send(FrameKind.Ping, id);
        await answered.Task.WaitAsync(token);
    }

    private void EndRoundTrip(ulong id)
    {
        lock (_lock)
        {
            if (_roundTrips.Remove(id, out var answered))
                answered.SetResult();
        }
    }

    /// <summary>Within the lock: nothing comes back any more.</summary>
    private void EndRoundTrips()
    {
        foreach (var answered in _roundTrips.Values)
            answered.SetResult();
        _roundTrips.Clear();
    }
}
