using Compact.Calls;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// A grain in memory: its instance, the turns it runs, the calls it runs and those that wait.
/// Calls arrive as turns, so all bookkeeping below is done in turns and needs no lock.
/// </summary>
internal sealed partial class Activation : CallTarget, IGrainContext, IWorkItemScheduler
{
    private readonly ActivationShared _shared;
    private readonly TurnScheduler _scheduler;
    private readonly Queue<Work> _waiting = new();
    private ActivationState _state;
    private int _exclusive;
    private int _readers;
    private int _interleaved;
    private int _load;
    private long _lastUsed;
    private Dictionary<Guid, int>? _reentrantSections;
    private Dictionary<Type, object>? _components;

    public Activation(ActivationShared shared, GrainId grainId)
    {
        _shared = shared;
        _scheduler = new TurnScheduler(this, shared.SchedulerSettings);
        _lastUsed = shared.Time.GetTimestamp();
        GrainId = grainId;
    }

    public GrainId GrainId { get; }

    public GrainClass Class => _shared.Class;

    public ILogger Logger => _shared.Logger;

    public TimeSpan CollectionAge => _shared.CollectionAge;

    public ActivationId ActivationId { get; } = ActivationId.NewId();

    public GrainAddress Address => new() { GrainId = GrainId, ActivationId = ActivationId, SiloAddress = _shared.Silo.SiloAddress };

    public GrainReference GrainReference => _shared.References.ReferenceTo(GrainId);

    public IWorkItemScheduler Scheduler => this;

    public override object? Instance => GrainInstance;

    public object? GrainInstance { get; private set; }

    public override IIncomingGrainCallFilter[] Filters => _filters;

    /// <value>Work that has been received and has not ended.</value>
    public int Load => Volatile.Read(ref _load);

    /// <value>A group of stateless workers that it belongs to.</value>
    public StatelessWorkerGroup? Group { get; init; }

    private bool IsRunning => (_exclusive | _readers | _interleaved) != 0;

    public override bool TryReceive(Call call)
    {
        call.Target = this;
        var load = Interlocked.Increment(ref _load);
        if (_shared.QueueHardLimit > 0 && load > _shared.QueueHardLimit)
            Refuse(call, load);
        else
            _scheduler.Enqueue(call);
        return true;
    }

    public override void Post(Turn turn) => _scheduler.Enqueue(turn);

    /// <summary>Takes in a tick of a timer.</summary>
    public void Receive(Work work)
    {
        Interlocked.Increment(ref _load);
        _scheduler.Enqueue(work);
    }

    /// <summary>In a turn: begins the work, or lets it wait.</summary>
    public void Arrive(Work work)
    {
        if (_state == ActivationState.Created)
        {
            _waiting.Enqueue(work);
            StartActivation(work as Call);
            return;
        }

        if (MayBegin(work))
            Begin(work);
        else if (_state == ActivationState.Gone)
            SendOn(work);
        else
            _waiting.Enqueue(work);
    }

    public override void End(Work work, Exception? failure)
    {
        switch (work.Kind)
        {
            case WorkKind.Exclusive:
                _exclusive--;
                break;
            case WorkKind.Reader:
                _readers--;
                break;
            default:
                _interleaved--;
                break;
        }

        if (work is Call call)
            Record(call, failure);
        Interlocked.Decrement(ref _load);
    }

    public override void GoOn()
    {
        if (_state == ActivationState.Valid)
            BeginWaiting();
        else if (!IsRunning)
            _drained?.TrySetResult();
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        _components ??= [];
        if (value is null)
            _components.Remove(typeof(TComponent));
        else
            _components[typeof(TComponent)] = value;
    }

    public void EnterReentrantSection(Guid id)
    {
        _reentrantSections ??= [];
        _reentrantSections[id] = _reentrantSections.GetValueOrDefault(id) + 1;
    }

    public void LeaveReentrantSection(Guid id)
    {
        if (_reentrantSections is null || !_reentrantSections.TryGetValue(id, out var count))
            return;
        if (count == 1)
            _reentrantSections.Remove(id);
        else
            _reentrantSections[id] = count - 1;
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{GrainId} ({Class.Type.Name}{ActivationId})";

    void IWorkItemScheduler.QueueAction(Action action) => _scheduler.Enqueue(new ActionTurn(static state => ((Action)state)(), action));

    void IWorkItemScheduler.QueueAction(Action<object> action, object state) => _scheduler.Enqueue(new ActionTurn(action, state));

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(_scheduler);

    private bool MayBegin(Work work)
    {
        switch (_state)
        {
            case ActivationState.Valid:
                if (Interleaves(work))
                    work.Kind = WorkKind.Interleaved;
                else if (_exclusive != 0)
                    return false;
                else if (work is Call { Method.IsReadOnly: true })
                    work.Kind = WorkKind.Reader;
                else if (_readers != 0)
                    return false;
                else
                    work.Kind = WorkKind.Exclusive;
                return true;

            case ActivationState.Draining:
                // Running calls may need those that interleave in order to finish.
                work.Kind = WorkKind.Interleaved;
                return IsRunning && work is Call && Interleaves(work);

            default:
                return false;
        }
    }

    private bool Interleaves(Work work)
    {
        if (Class.IsReentrant)
            return true;
        if (work is not Call call)
            return work is IInterleavingWork { Interleaves: true };
        return call.Method.IsAlwaysInterleave
            || (_reentrantSections is not null && IsOnReentrantChain(call))
            || (Class.MayInterleave is { } predicate && Says(predicate, call));
    }

    private bool Says(Func<object, IInvokable, bool> predicate, Call call)
    {
        try
        {
            return predicate(GrainInstance!, call);
        }
        catch (Exception exception)
        {
            LogPredicateFailed(_shared.Logger, exception, call);
            return false;
        }
    }

    private bool IsOnReentrantChain(Call call) =>
        call.Context is { } context
        && context.TryGetValue(RequestContext.ReentrancyKey, out var id)
        && _reentrantSections!.ContainsKey((Guid)id);

    private void Begin(Work work)
    {
        if (_shared.DropsAbandoned && work.IsAbandoned())
        {
            Interlocked.Decrement(ref _load);
            return;
        }

        switch (work.Kind)
        {
            case WorkKind.Exclusive:
                _exclusive++;
                break;
            case WorkKind.Reader:
                _readers++;
                break;
            default:
                _interleaved++;
                break;
        }

        work.Begin(this);
    }

    private void BeginWaiting()
    {
        // One call's end may let the next begin, which may end at once; the loop, not the stack, carries that on.
        if (_isBeginningWaiting)
            return;
        _isBeginningWaiting = true;
        try
        {
            while (_state == ActivationState.Valid && _waiting.TryPeek(out var next) && MayBegin(next))
            {
                _waiting.Dequeue();
                Begin(next);
            }
        }
        finally
        {
            _isBeginningWaiting = false;
        }
    }

    private void Record(Call call, Exception? failure)
    {
        var now = _shared.Time.GetTimestamp();
        Volatile.Write(ref _lastUsed, now);
        var elapsed = _shared.Time.GetElapsedTime(call.SentAt, now);
        Class.Statistics.Record(elapsed, failure is not null);
        if (failure is null)
            return;
        if (call.Method.IsOneWay)
            LogOneWayFailed(_shared.Logger, failure, call);
        if (failure is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            LogInconsistentState(_shared.Logger, failure, this);
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "Its state was written by somebody else."));
        }
    }

    private void Refuse(Call call, int load)
    {
        Interlocked.Decrement(ref _load);
        call.TryFail(new LimitExceededException(_shared.QueueLimitName, load, _shared.QueueHardLimit, ToString()));
    }

    private sealed class ActionTurn(Action<object> action, object state) : Turn
    {
        public override void Run() => action(state);
    }

    [LoggerMessage(EngineEvents.PredicateFailed, LogLevel.Error, "The grain could not say whether {Call} may interleave; it waits as others do.")]
    private static partial void LogPredicateFailed(ILogger logger, Exception exception, Call call);

    [LoggerMessage(EngineEvents.OneWayFailed, LogLevel.Warning, "The one-way call {Call} failed.")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, Call call);

    [LoggerMessage(EngineEvents.InconsistentState, LogLevel.Warning, "{Activation} found its state written by somebody else and goes.")]
    private static partial void LogInconsistentState(ILogger logger, Exception exception, Activation activation);
}
