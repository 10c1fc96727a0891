using System.Collections.Concurrent;
using Compact.Calls;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>An observer object: its calls run one after another on the thread pool, as long as somebody keeps the object alive.</summary>
internal sealed partial class ObserverTarget(GrainId id, IGrainObserver observer, ObserverRegistry registry, ILogger logger) : CallTarget, IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly ConcurrentQueue<Call> _waiting = new();
    private int _isBusy;

    // Set while a call runs, so that the object lives until the call's end.
    private IGrainObserver? _current;

    public override object? Instance => _current;

    public override bool TryReceive(Call call)
    {
        call.Target = this;
        if (call.Method.IsAlwaysInterleave && _observer.TryGetTarget(out _))
            ThreadPool.UnsafeQueueUserWorkItem(new Interleaved(this, call), preferLocal: true);
        else
            Enqueue(call);
        return true;
    }

    public override void End(Work work, Exception? failure)
    {
        if (failure is not null && work is Call { Method.IsOneWay: true } call)
            LogFailed(logger, failure, call);
    }

    public override void GoOn()
    {
        _current = null;
        Interlocked.Exchange(ref _isBusy, 0);
        ScheduleNext();
    }

    public override void Post(Turn turn) => ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.Run(), turn, preferLocal: true);

    void IThreadPoolWorkItem.Execute()
    {
        while (_waiting.TryDequeue(out var call))
        {
            if (call.IsAbandoned())
                continue;
            if (!_observer.TryGetTarget(out _current))
            {
                registry.Remove(id);
                LogGone(logger, id, call);
                call.TryFail(new ClientNotAvailableException($"The observer {id} is not there any more."));
                continue;
            }

            call.Begin(this);
            return;
        }

        Interlocked.Exchange(ref _isBusy, 0);
        if (!_waiting.IsEmpty)
            ScheduleNext();
    }

    private void Enqueue(Call call)
    {
        _waiting.Enqueue(call);
        ScheduleNext();
    }

    private void ScheduleNext()
    {
        if (!_waiting.IsEmpty && Interlocked.CompareExchange(ref _isBusy, 1, 0) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private sealed class Interleaved(ObserverTarget owner, Call call) : CallTarget, IThreadPoolWorkItem
    {
        private IGrainObserver? _observer;

        public override object? Instance => _observer;

        public void Execute()
        {
            if (owner._observer.TryGetTarget(out _observer))
                call.Begin(this);
            else
                owner.Enqueue(call);
        }

        public override bool TryReceive(Call call) => owner.TryReceive(call);

        public override void End(Work work, Exception? failure) => owner.End(work, failure);

        public override void GoOn() => _observer = null;

        public override void Post(Turn turn) => owner.Post(turn);
    }

    [LoggerMessage(EngineEvents.OneWayFailed, LogLevel.Warning, "The one-way call {Call} failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception, Call call);

    [LoggerMessage(EngineEvents.ObserverGone, LogLevel.Warning, "The object behind observer {Id} has been collected; keep a reference to it while it observes. {Call} is not delivered.")]
    private static partial void LogGone(ILogger logger, GrainId id, Call call);
}
