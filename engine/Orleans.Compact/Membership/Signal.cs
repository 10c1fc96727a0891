namespace Compact.Membership;

/// <summary>Wakes one waiter. What is set while nobody waits is there for the next wait.</summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    public void Set()
    {
        lock (_lock)
        {
            _isSet = true;
            _waiter?.TrySetResult();
        }
    }

    /// <summary>Ends when the signal is set or the time is over.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isSet || atMost == TimeSpan.Zero)
            {
                _isSet = false;
                return;
            }

            _waiter = waiter;
        }

        await using var timer = atMost == Timeout.InfiniteTimeSpan ? null
            : time.CreateTimer(static waiter => ((TaskCompletionSource)waiter!).TrySetResult(), waiter, atMost, Timeout.InfiniteTimeSpan);
        await using var end = token.UnsafeRegister(static waiter => ((TaskCompletionSource)waiter!).TrySetResult(), waiter);
        await waiter.Task;
        lock (_lock)
        {
            _waiter = null;
            _isSet = false;
        }

        token.ThrowIfCancellationRequested();
    }
}
