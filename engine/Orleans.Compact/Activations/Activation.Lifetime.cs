using Compact.Calls;
using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _timersLock = new();
    private IIncomingGrainCallFilter[] _filters = [];
    private HashSet<IDisposable>? _timers;
    private AsyncServiceScope _scope;
    private bool _hasScope;
    private GrainAddress? _registered;
    private bool _mayBeForgotten;
    private GrainLifecycle? _lifecycle;
    private TaskCompletionSource? _drained;
    private DeactivationReason? _requested;
    private bool _isBeginningWaiting;
    private long _keepUntil = long.MinValue;

    public Task Deactivated => _gone.Task;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new GrainLifecycle(_shared.Logger);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        _scheduler.Enqueue(new DeactivateTurn(this, deactivationReason, isIdle: null));

    /// <summary>Deactivates it if it is still idle when its turn comes.</summary>
    public void Collect(TimeSpan age, DeactivationReason reason) => _scheduler.Enqueue(new DeactivateTurn(this, reason, age));

    /// <summary>Keeps it from being collected for that long; zero or less lets it be collected again.</summary>
    public void DelayDeactivation(TimeSpan span)
    {
        var until = span <= TimeSpan.Zero && span != Timeout.InfiniteTimeSpan ? long.MinValue
            : span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue ? long.MaxValue
            : _shared.Time.GetTimestamp() + _shared.ToTimestamp(span);
        Volatile.Write(ref _keepUntil, until);
    }

    public bool IsIdle(TimeSpan age)
    {
        var now = _shared.Time.GetTimestamp();
        return Load == 0 && now >= Volatile.Read(ref _keepUntil) && _shared.Time.GetElapsedTime(Volatile.Read(ref _lastUsed), now) >= age;
    }

    public bool IsUsedWithin(TimeSpan age) => Load != 0 || _shared.Time.GetElapsedTime(Volatile.Read(ref _lastUsed)) < age;

    public void Touch() => Volatile.Write(ref _lastUsed, _shared.Time.GetTimestamp());

    public void Add(IDisposable timer)
    {
        lock (_timersLock)
            (_timers ??= []).Add(timer);
    }

    public void Remove(IDisposable timer)
    {
        lock (_timersLock)
            _timers?.Remove(timer);
    }

    private void StartActivation(Call? first)
    {
        _state = ActivationState.Activating;
        _ = Activate(first);
    }

    private async Task Activate(Call? first)
    {
        try
        {
            if (first?.Context is { } context)
                RequestContext.Current = context;
            if (_shared.Registrar is not null && !await TryRegister(_shared.Registrar))
                return;
            using var timeout = new CancellationTokenSource(_shared.ActivationTimeout, _shared.Time);
            _scope = _shared.Services.CreateAsyncScope();
            _hasScope = true;
            GrainInstance = Class.Activator.Create(this);
            if (GrainInstance is ILifecycleParticipant<IGrainLifecycle> participant)
                participant.Participate(ObservableLifecycle);
            if (_lifecycle is not null)
                await _lifecycle.OnStart(timeout.Token);
            if (GrainInstance is IGrainBase grain)
                await grain.OnActivateAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            await FailActivation(exception);
            return;
        }

        _filters = GrainInstance is IIncomingGrainCallFilter own ? [.. _shared.Filters, own] : _shared.Filters;
        _state = ActivationState.Valid;
        CatalogInstruments.Activated(this);
        Touch();
        if (_requested is { } reason)
        {
            _state = ActivationState.Draining;
            await End(reason);
            return;
        }

        ArriveAgain();
    }

    /// <summary>Registers it in the grain directory, before anything of the grain is there.</summary>
    /// <returns>False when the grain has another activation already: the calls were sent there, and this one has gone.</returns>
    private async Task<bool> TryRegister(ActivationRegistrar registrar)
    {
        GrainAddress address;
        GrainAddress registered;
        do
        {
            _mayBeForgotten = false;
            address = registrar.Stamp(Address);
            registered = await registrar.Register(address);
        }
        while (_mayBeForgotten && registered.Matches(address));

        if (registered.Matches(address))
        {
            _registered = address;
            return true;
        }

        LogDuplicate(_shared.Logger, this, registered);
        Leave();
        SendOnWaiting();
        return false;
    }

    /// <summary>Registers it once more, because the grain directory may have forgotten it.</summary>
    /// <returns>False when another activation is registered by now: then this one goes, and its calls with it to the other.</returns>
    public Task<bool> RegisterAgain()
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _scheduler.Enqueue(new RegisterAgainTurn(this, done));
        return done.Task;
    }

    private async Task<bool> RegisterAgainInTurn()
    {
        _mayBeForgotten = true; // for one that is being registered just now
        if (_registered is null || _state is not (ActivationState.Activating or ActivationState.Valid) || _shared.Registrar is not { } registrar)
            return true;
        var address = registrar.Stamp(Address);
        var registered = await registrar.Register(address);
        if (registered.Matches(address))
            return true;
        LogOvertaken(_shared.Logger, this, registered);
        BeginDeactivation(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, $"The grain directory had lost it, and {registered} was registered in its place."));
        return false;
    }

    private async Task Unregister()
    {
        if (_registered is not { } address)
            return;
        using var timeout = new CancellationTokenSource(_shared.DeactivationTimeout, _shared.Time);
        await _shared.Registrar!.Unregister(address, timeout.Token);
        _registered = null;
    }

    // Those that interleave must not wait behind one that doesn't, so each is looked at afresh.
    private void ArriveAgain()
    {
        for (var count = _waiting.Count; count > 0; count--)
            Arrive(_waiting.Dequeue());
    }

    private async Task FailActivation(Exception exception)
    {
        var reason = (exception as OrleansLifecycleCanceledException)?.InnerException ?? exception;
        LogActivationFailed(_shared.Logger, reason, this);
        CatalogInstruments.FailedToActivate(this);
        await DisposeOfInstance();
        await Unregister();
        Leave();
        while (_waiting.TryDequeue(out var work))
        {
            Interlocked.Decrement(ref _load);
            (work as Call)?.TryFail(reason);
        }
    }

    private void BeginDeactivation(DeactivationReason reason)
    {
        switch (_state)
        {
            case ActivationState.Created:
                Leave();
                break;
            case ActivationState.Activating:
                _requested ??= reason;
                break;
            case ActivationState.Valid:
                _state = ActivationState.Draining;
                _ = End(reason);
                break;
        }
    }

    private async Task End(DeactivationReason reason)
    {
        DisposeOfTimers();
        using var timeout = new CancellationTokenSource(_shared.DeactivationTimeout, _shared.Time);
        if (IsRunning)
            await Drain(timeout.Token);
        _state = ActivationState.Deactivating;
        try
        {
            if (GrainInstance is IGrainBase grain)
                await grain.OnDeactivateAsync(reason, timeout.Token);
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(_shared.Logger, exception, this);
        }

        if (_lifecycle is not null)
            await _lifecycle.OnStop(timeout.Token);
        await DisposeOfInstance();
        CatalogInstruments.Deactivated(this);
        await Unregister();
        Leave();
        SendOnWaiting();
    }

    private async Task Drain(CancellationToken timeout)
    {
        _drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ArriveAgain();
        try
        {
            await _drained.Task.WaitAsync(timeout);
        }
        catch (OperationCanceledException)
        {
            LogDrainTimedOut(_shared.Logger, this, _shared.DeactivationTimeout);
        }
    }

    private void DisposeOfTimers()
    {
        IDisposable[] timers;
        lock (_timersLock)
            timers = _timers is null ? [] : [.. _timers];
        foreach (var timer in timers)
            timer.Dispose();
    }

    private async Task DisposeOfInstance()
    {
        DisposeOfTimers();
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else if (GrainInstance is IDisposable disposable)
                disposable.Dispose();
            if (_hasScope)
                await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(_shared.Logger, exception, this);
        }
    }

    private void Leave()
    {
        _state = ActivationState.Gone;
        if (Group is null)
            _shared.Catalog.Remove(this);
        else
            Group.Remove(this);
        _gone.TrySetResult();
    }

    private void SendOnWaiting()
    {
        while (_waiting.TryDequeue(out var work))
            SendOn(work);
    }

    private void SendOn(Work work)
    {
        Interlocked.Decrement(ref _load);
        if (work is Call { IsCompleted: false } call)
            Catalog.SendOn(call);
    }

    private sealed class DeactivateTurn(Activation activation, DeactivationReason reason, TimeSpan? isIdle) : Turn
    {
        public override void Run()
        {
            if (isIdle is { } age && (!activation.IsIdle(age) || activation.IsRunning))
                return;
            activation.BeginDeactivation(reason);
        }
    }

    private sealed class RegisterAgainTurn(Activation activation, TaskCompletionSource<bool> done) : Turn
    {
        public override void Run() => _ = Register();

        private async Task Register()
        {
            try
            {
                done.SetResult(await activation.RegisterAgainInTurn());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }

    [LoggerMessage(EngineEvents.ActivationOvertaken, LogLevel.Warning, "{Activation} goes: the grain directory had lost it, and the grain was activated again at {Registered}.")]
    private static partial void LogOvertaken(ILogger logger, Activation activation, GrainAddress registered);

    [LoggerMessage(EngineEvents.ActivationFailed, LogLevel.Error, "{Activation} failed to activate.")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, Activation activation);

    [LoggerMessage(EngineEvents.DuplicateActivation, LogLevel.Debug, "{Activation} goes: the grain is at {Registered} already.")]
    private static partial void LogDuplicate(ILogger logger, Activation activation, GrainAddress registered);

    [LoggerMessage(EngineEvents.DeactivationFailed, LogLevel.Warning, "{Activation} failed while deactivating.")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, Activation activation);

    [LoggerMessage(EngineEvents.DrainTimedOut, LogLevel.Warning, "{Activation} still runs calls after {Timeout}; it goes without them.")]
    private static partial void LogDrainTimedOut(ILogger logger, Activation activation, TimeSpan timeout);
}
