using Compact.Calls;
using Compact.Calls.Wire;
using Compact.Serialization;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What references need of the silo or client they belong to: the way of a call from proxy to target, and back as an answer.</summary>
internal sealed partial class ReferenceRuntime : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ICallRouter _router;
    private readonly IOutgoingGrainCallFilter[] _filters;
    private readonly bool _cancelsOnTimeout;
    private readonly TimeSpan _responseTimeout;
    private readonly ILogger _logger;

    public ReferenceRuntime(
        TimeProvider time,
        CodecProvider codecs,
        ICallRouter router,
        IEnumerable<IOutgoingGrainCallFilter> filters,
        MessagingOptions options,
        ILogger<ReferenceRuntime> logger)
    {
        _logger = logger;
        _time = time;
        _router = router;
        _filters = [.. filters];
        _cancelsOnTimeout = options.CancelRequestOnTimeout;
        WaitForCancellationAcknowledgement = options.WaitForCancellationAcknowledgement;
        Codecs = codecs;
        _responseTimeout = System.Diagnostics.Debugger.IsAttached ? options.ResponseTimeoutWithDebugger : options.ResponseTimeout;
        Pending = new PendingCalls(time, _responseTimeout);
    }

    public CodecProvider Codecs { get; }

    public PendingCalls Pending { get; }

    public bool WaitForCancellationAcknowledgement { get; }

    /// <summary>Set by the factory, which itself needs the runtime.</summary>
    public GrainFactory Factory { get; set; } = null!;

    public object Cast(IAddressable grain, Type interfaceType) =>
        interfaceType.IsInstanceOfType(grain) && grain is GrainReference ? grain : Factory.GetReference(grain.GetGrainId(), interfaceType);

    public Task<TResult> Send<TResult>(GrainReference reference, Call<TResult> call, CancellationToken token)
    {
        if (token.IsCancellationRequested)
            return Task.FromCanceled<TResult>(token);
        call.Stamp(reference, _time.GetTimestamp());
        return _filters.Length == 0 ? Deliver(call, token) : SendFiltered(call, token);
    }

    public void Post<TResult>(GrainReference reference, Call<TResult> call)
    {
        call.Stamp(reference, _time.GetTimestamp());
        if (_filters.Length == 0)
            Dispatch(call);
        else
            _ = PostFiltered(call);
    }

    /// <summary>Fails a call that got no answer in time.</summary>
    public void TimeOut(Call call, TimeSpan timeout)
    {
        if (!call.TryFail(new TimeoutException($"Response did not arrive on time in {timeout} for message: {call}.")))
            return;
        CallInstruments.TimedOut.Add(1);
        if (_cancelsOnTimeout)
            call.CancelTarget();
    }

    public void Dispose()
    {
        Pending.FailAll(new SiloUnavailableException("The silo has stopped."));
        Pending.Dispose();
    }

    private Task<TResult> Deliver<TResult>(Call<TResult> call, CancellationToken token)
    {
        call.ExpectAnswer();
        if (call.Method.IsCancellable)
            call.FollowToken(token);
        Pending.Add(call);
        if (call.IsCompleted)
            PendingCalls.Remove(call);
        else
            Dispatch(call);
        return call.Answer;
    }

    /// <summary>Takes in a call that came over the wire.</summary>
    public void Receive(Call call)
    {
        if (call.Arrival!.Refusal is not { } refusal)
            Dispatch(call);
        else if (!call.TryFail(refusal))
            LogRefused(_logger, refusal, call);
    }

    /// <summary>Tells who sent a call over the wire that it is answered.</summary>
    public void Answer(Call call, ICallOrigin origin)
    {
        try
        {
            origin.Answered(call);
        }
        catch (Exception exception)
        {
            LogNotAnswered(_logger, exception, call);
        }
    }

    /// <summary>How many milliseconds a call is still wanted; null if without end.</summary>
    public uint? GetTimeToLive(Call call)
    {
        if (call.Arrival is { } arrival)
            return arrival.Deadline == CallArrival.NoDeadline ? null : Milliseconds(_time.GetElapsedTime(_time.GetTimestamp(), arrival.Deadline));
        var timeout = call.Method.ResponseTimeout ?? _responseTimeout;
        return timeout <= TimeSpan.Zero ? null : Milliseconds(timeout - _time.GetElapsedTime(call.SentAt));

        static uint Milliseconds(TimeSpan span) => (uint)Math.Clamp(Math.Ceiling(span.TotalMilliseconds), 0, uint.MaxValue);
    }

    public bool HasPassed(long deadline) => _time.GetTimestamp() > deadline;

    /// <summary>Finds the call's target, or fails the call.</summary>
    public void Dispatch(Call call)
    {
        try
        {
            _router.Dispatch(call);
        }
        catch (Exception exception)
        {
            call.FailUndelivered(exception);
        }
    }

    public void OneWayLost(Call call, Exception exception)
    {
        CallInstruments.Dropped.Add(1);
        LogLost(_logger, exception, call);
    }

    private async Task<TResult> SendFiltered<TResult>(Call<TResult> call, CancellationToken token)
    {
        var result = await new OutgoingFilterChain(call, _filters, async () => await Deliver(call, token)).Run();
        return result is null ? default! : (TResult)result;
    }

    private async Task PostFiltered(Call call)
    {
        try
        {
            await new OutgoingFilterChain(call, _filters, () =>
            {
                Dispatch(call);
                return Task.FromResult<object?>(null);
            }).Run();
        }
        catch (Exception exception)
        {
            LogNotSent(_logger, exception, call);
        }
    }

    [LoggerMessage(EngineEvents.CallNotAnswered, LogLevel.Error, "The answer of {Call} could not be sent.")]
    private static partial void LogNotAnswered(ILogger logger, Exception exception, Call call);

    [LoggerMessage(EngineEvents.OneWayRefused, LogLevel.Warning, "The one-way call {Call} is refused.")]
    private static partial void LogRefused(ILogger logger, Exception exception, Call call);

    [LoggerMessage(EngineEvents.OneWayLost, LogLevel.Warning, "The one-way call {Call} went nowhere.")]
    private static partial void LogLost(ILogger logger, Exception exception, Call call);

    [LoggerMessage(EngineEvents.OneWayFailed, LogLevel.Warning, "The one-way call {Call} was stopped by a filter.")]
    private static partial void LogNotSent(ILogger logger, Exception exception, Call call);
}
