using System.Collections.Concurrent;
using Compact.Calls;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// Runs the turns of one activation one after another on the thread pool. As the task scheduler of everything
/// that runs in a turn, it gets the continuations of the grain's awaits too, so they are turns as well.
/// </summary>
internal sealed partial class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly ExecutionContext Clean = CaptureClean();

    // A thread serves its local queue first: two grains that call each other there would keep it from all other work for ever.
    private const int LocalHopsMax = 16;

    [ThreadStatic]
    private static uint t_hops;

    private readonly ConcurrentQueue<object> _turns = new();
    private readonly Activation _owner;
    private readonly SchedulerSettings _settings;
    private int _isScheduled;
    private Task? _pump;

    public TurnScheduler(Activation owner, SchedulerSettings settings)
    {
        _owner = owner;
        _settings = settings;
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <param name="turn">A <see cref="Call"/> that arrives, a <see cref="Turn"/>, or a <see cref="Task"/> of this scheduler.</param>
    public void Enqueue(object turn)
    {
        _turns.Enqueue(turn);
        TrySchedule();
    }

    void IThreadPoolWorkItem.Execute() => TryExecuteTask(_pump!);

    protected override void QueueTask(Task task)
    {
        if (ReferenceEquals(task.AsyncState, this))
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: ++t_hops % LocalHopsMax != 0);
        else
            Enqueue(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, _owner) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _turns.OfType<Task>();

    private static ExecutionContext CaptureClean()
    {
        // Only a new thread surely has a context in which nothing flows.
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }

    private void TrySchedule()
    {
        // Not a plain read first: it could overtake the enqueueing and miss that the pump has just stopped.
        if (Interlocked.CompareExchange(ref _isScheduled, 1, 0) == 0)
            StartPump();
    }

    // The turns run inside a task of this scheduler, so that TaskScheduler.Current is right from a call's first line.
    private void StartPump()
    {
        _pump = new Task(static state => ((TurnScheduler)state!).RunTurns(), this, TaskCreationOptions.DenyChildAttach);
        _pump.Start(this);
    }

    private void RunTurns()
    {
        if (_settings.IsHalted)
            return;
        RuntimeContext.Current = _owner;
        ExecutionContext.Restore(Clean);
        var begun = Environment.TickCount64;
        var before = begun;
        var ended = false;
        while (!ended && _turns.TryDequeue(out var turn))
        {
            Run(turn);
            if (!ReferenceEquals(ExecutionContext.Capture(), Clean))
                ExecutionContext.Restore(Clean);
            var after = Environment.TickCount64;
            if (after - before >= _settings.LongTurnMilliseconds)
                LogLongTurn(_settings.Logger, _owner, after - before);
            before = after;
            ended = after - begun >= _settings.QuantumMilliseconds;
        }

        RuntimeContext.Current = null;
        if (ended)
        {
            StartPump();
            return;
        }

        Interlocked.Exchange(ref _isScheduled, 0);
        if (!_turns.IsEmpty)
            TrySchedule();
    }

    private void Run(object turn)
    {
        if (turn is Task task)
        {
            TryExecuteTask(task);
            return;
        }

        try
        {
            if (turn is Work work)
                _owner.Arrive(work);
            else
                ((Turn)turn).Run();
        }
        catch (Exception exception)
        {
            LogFailedTurn(_settings.Logger, exception, _owner);
        }
    }

    [LoggerMessage(EngineEvents.LongTurn, LogLevel.Warning, "A turn of {Activation} took {Milliseconds} ms; other calls to it waited.")]
    private static partial void LogLongTurn(ILogger logger, Activation activation, long milliseconds);

    [LoggerMessage(EngineEvents.FailedTurn, LogLevel.Error, "A turn of {Activation} failed.")]
    private static partial void LogFailedTurn(ILogger logger, Exception exception, Activation activation);
}
