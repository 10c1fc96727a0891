using Compact.Calls;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A timer whose ticks the activation runs as it runs calls. The next tick is set when one has ended.</summary>
internal sealed partial class GrainTimer<TState> : Work, IGrainTimer, IInterleavingWork
{
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly bool _keepAlive;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private TimeSpan _due;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isChanged;

    public GrainTimer(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options, TimeProvider time, ILogger logger)
    {
        Check(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _state = state;
        _due = options.DueTime;
        _period = options.Period;
        _keepAlive = options.KeepAlive;
        _logger = logger;
        Interleaves = options.Interleave;
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((GrainTimer<TState>)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Interleaves { get; }

    private bool IsDisposed => _disposed.IsCancellationRequested;

    internal override bool IsAbandoned() => IsDisposed;

    public void Start()
    {
        _activation.Add(this);
        lock (_lock)
            Set(_due);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            _due = dueTime;
            _period = period;
            _isChanged = true;
            if (!_isTicking)
                Set(dueTime);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (IsDisposed)
                return;
            _disposed.Cancel();
            _timer.Dispose();
        }

        _activation.Remove(this);
    }

    internal override void Begin(CallTarget target)
    {
        Task running;
        try
        {
            running = _callback(_state, _disposed.Token);
        }
        catch (Exception exception)
        {
            running = Task.FromException(exception);
        }

        if (running.IsCompletedSuccessfully)
            EndTick(null);
        else
            _ = EndTickLater(running);
    }

    private static void Check(TimeSpan due, TimeSpan period)
    {
        if (due < TimeSpan.Zero && due != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(due), due, "The due time is negative.");
        if (period < TimeSpan.Zero && period != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(period), period, "The period is negative.");
    }

    private void OnDue()
    {
        lock (_lock)
        {
            if (IsDisposed || _isTicking)
                return;
            _isTicking = true;
            _isChanged = false;
        }

        _activation.Receive(this);
    }

    private async Task EndTickLater(Task running)
    {
        Exception? failure = null;
        try
        {
            await running;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        EndTick(failure);
    }

    private void EndTick(Exception? failure)
    {
        if (failure is not null && !(failure is OperationCanceledException && IsDisposed))
            LogFailed(_logger, failure, _activation);
        if (_keepAlive)
            _activation.Touch();
        lock (_lock)
        {
            _isTicking = false;
            if (!IsDisposed)
                Set(_isChanged ? _due : _period);
        }

        _activation.End(this, null);
        _activation.GoOn();
    }

    private void Set(TimeSpan due) => _timer.Change(due, Timeout.InfiniteTimeSpan);

    [LoggerMessage(EngineEvents.TimerFailed, LogLevel.Error, "A timer of {Activation} failed; it ticks on.")]
    private static partial void LogFailed(ILogger logger, Exception exception, Activation activation);
}
