namespace MiningGrid.Grains.Grid;

/// <summary>
/// Calls that may be made twice, for a grain: each again and again for some seconds, in which the death of a silo becomes
/// known and its grains live elsewhere; never more than so many at a time.
/// </summary>
internal sealed class RetriedCalls(TimeProvider time)
{
    private const int MaxTries = 10;
    private const int MaxAtOnce = 64;

    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _running;
    private bool _isStopped;

    /// <summary>Makes a call; the last failure is its failure.</summary>
    public async Task Make(Func<Task> call)
    {
        var backoff = new Backoff();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await MakeOnce(call);
                return;
            }
            catch when (tries < MaxTries && !_isStopped)
            {
                await Task.Delay(backoff.Next(), time);
            }
        }
    }

    /// <summary>What fails from now on is not tried again.</summary>
    public void Stop() => _isStopped = true;

    private async Task MakeOnce(Func<Task> call)
    {
        if (_running == MaxAtOnce)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            await turn.Task;
        }
        else
        {
            _running++;
        }

        try
        {
            await call();
        }
        finally
        {
            if (_waiting.TryDequeue(out var next))
                next.SetResult();
            else
                _running--;
        }
    }
}
