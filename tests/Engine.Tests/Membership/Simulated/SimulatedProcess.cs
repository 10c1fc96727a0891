namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>A process: one thread, a clock, and signals that stop it, let it go on, or kill it.</summary>
internal sealed class SimulatedProcess(Simulation simulation) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private bool _isStopped;

    public bool IsKilled { get; private set; }

    public Simulation Simulation => simulation;

    /// <summary>SIGSTOP: timers and answers come, and wait.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        _isStopped = false;
        simulation.Ready(this);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        IsKilled = true;
        _posted.Clear();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsKilled)
            return;
        _posted.Enqueue((d, state));
        simulation.Ready(this);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void Post(Action action) => Post(static action => ((Action)action!)(), action);

    /// <summary>Begins something asynchronous in the process.</summary>
    public Task Start(Func<Task> action)
    {
        var ended = new TaskCompletionSource();
        Post(() => _ = Run());
        return ended.Task;

        async Task Run()
        {
            try
            {
                await action();
                ended.SetResult();
            }
            catch (Exception exception)
            {
                ended.SetException(exception);
            }
        }
    }

    public void RunPosted()
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (!_isStopped && !IsKilled && _posted.TryDequeue(out var posted))
                posted.Callback(posted.State);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
