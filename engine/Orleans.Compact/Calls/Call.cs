using System.Collections.Immutable;
using System.Reflection;
using Compact.Calls.Wire;
using Compact.Serialization;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Compact.Calls;

/// <summary>
/// One call of a grain or observer method, and all there is of it: arguments, who calls whom, the answer.
/// The generator derives one class for each method, with the arguments in typed fields.
/// </summary>
public abstract class Call : Work, IInvokable
{
    /// <summary>How many activations that are going a call may meet; each of them serves at least one call, unless it never served any.</summary>
    private const int ForwardsMax = 100;

    private CallCancellation? _cancellation;

    private protected Call(MethodDescriptor method) => Method = method;

    public MethodDescriptor Method { get; }

    /// <value>The reference that was called.</value>
    internal GrainReference Reference { get; private set; } = null!;

    internal GrainId TargetId => Reference.GrainId;

    internal ReferenceRuntime Runtime => Reference.Shared.Runtime;

    /// <value>The activation that calls; null for callers that are not grains.</value>
    internal Activation? Source { get; private set; }

    /// <value>Where the call is, once it has been delivered.</value>
    internal CallTarget? Target { get; set; }

    internal ImmutableDictionary<string, object>? Context { get; set; }

    /// <value>When it was sent, by the runtime's clock.</value>
    internal long SentAt { get; private set; }

    /// <value>Its place among the calls that wait for an answer.</value>
    internal PendingEntry Pending;

    /// <value>Who sent it, if it came over the wire; told of the answer.</value>
    internal ICallOrigin? Origin => Arrival?.Origin;

    /// <value>Null for a call that was made in this process.</value>
    internal CallArrival? Arrival { get; private protected set; }

    /// <value>How many targets it has met that were going.</value>
    internal int Forwards { get; private set; }

    /// <value>Whether its caller may ask the method to stop.</value>
    internal bool MayBeCancelled => _cancellation is not null;

    /// <value>The number its sender gave it; the origin's bookkeeping.</value>
    internal ulong OriginId
    {
        get => Arrival!.OriginId;
        set => Arrival!.OriginId = value;
    }

    /// <value>The number it was sent under; the carrier's bookkeeping.</value>
    internal ulong CarrierId { get; set; }

    /// <value>The grain that calls, wherever it is; null for callers that are not grains.</value>
    internal GrainId? SourceId => Source?.GrainId ?? Arrival?.SourceId;

    /// <value>The connection over which it went to another process, if it did.</value>
    internal ICallCarrier? Carrier { get; set; }

    /// <value>The token that the method is given.</value>
    protected CancellationToken Token => _cancellation?.Token ?? default;

    internal abstract bool IsCompleted { get; }


    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override string ToString() => $"{Method.InterfaceId}.{Method.Name} on {TargetId}{(SourceId is { } source ? $" from {source}" : "")}";

    object? IInvokable.GetTarget() => Target?.Instance;

    string IInvokable.GetMethodName() => Method.Name;

    string IInvokable.GetInterfaceName() => Method.InterfaceId;

    string IInvokable.GetActivityName() => $"{Method.InterfaceId}/{Method.Name}";

    MethodInfo IInvokable.GetMethod() => Method.Method;

    Type IInvokable.GetInterfaceType() => Method.InterfaceType;

    TimeSpan? IInvokable.GetDefaultResponseTimeout() => Method.ResponseTimeout;

    CancellationToken IInvokable.GetCancellationToken() => Token;

    bool IInvokable.IsCancellable => Method.IsCancellable;

    void IDisposable.Dispose() => GC.SuppressFinalize(this);

    /// <summary>Stamps the call with its caller.</summary>
    internal void Stamp(GrainReference reference, long now)
    {
        Reference = reference;
        Source = RuntimeContext.Current;
        Context = RequestContext.Current;
        SentAt = now;
    }

    /// <summary>Makes it a call that came over the wire.</summary>
    internal void Arrive(GrainReference reference, long now, int forwards, ICallOrigin? origin, GrainId? sourceId, long deadline)
    {
        Reference = reference;
        SentAt = now;
        Forwards = forwards;
        Arrival = MakeArrival(origin, sourceId, deadline);
    }

    /// <summary>Takes over what outgoing filters put in the request context.</summary>
    internal void Restamp() => Context = RequestContext.Current;

    /// <summary>Gives the method a token that follows the caller's.</summary>
    internal void FollowToken(CancellationToken callerToken)
    {
        _cancellation = new CallCancellation(this, callerToken);
        _cancellation.Register();
    }

    /// <summary>Gives the method a token that is cancelled when the caller, in another process, asks for it.</summary>
    internal void FollowCaller()
    {
        if (Method.IsCancellable)
            _cancellation = new CallCancellation(this, CancellationToken.None);
    }

    /// <summary>Asks the method to stop, if it can be asked.</summary>
    internal void CancelTarget()
    {
        _cancellation?.CancelTarget();
        Carrier?.Cancel(this);
    }

    /// <summary>The answer is there, or nobody wants it any more.</summary>
    private protected void Settle()
    {
        PendingCalls.Remove(this);
        _cancellation?.Unregister();
        Carrier?.Settled(this);
    }

    internal bool TryForward() => ++Forwards <= ForwardsMax;

    /// <summary>A call of another process is wanted only for so long; one of this process until it is completed.</summary>
    internal sealed override bool IsAbandoned()
    {
        if (IsCompleted)
            return true;
        if (Arrival is not { } arrival || arrival.Deadline == CallArrival.NoDeadline || !Runtime.HasPassed(arrival.Deadline))
            return false;
        TryFail(new TimeoutException($"It was too late to begin {this}."));
        return true;
    }

    /// <summary>Completes it with the failure that another process had.</summary>
    internal void FailFromAfar(Exception failure)
    {
        if (failure is OperationCanceledException && _cancellation is { CallerToken: { IsCancellationRequested: true } token })
            TryCancel(token);
        else
            TryFail(failure);
    }

    internal void WriteArgumentsTo(ref WireWriter writer) => WriteArguments(ref writer);

    internal void ReadArgumentsFrom(ref WireReader reader)
    {
        ReadArguments(ref reader);
        if (!reader.AtEnd)
            throw new MalformedPayloadException($"The call has more arguments than {Method} has parameters here; caller and callee are of different versions.");
    }

    /// <summary>Writes the kind of a result, then the result.</summary>
    internal abstract void WriteResult(ref WireWriter writer);

    /// <summary>Reads a result and completes the call with it.</summary>
    internal abstract void ReadResult(ref WireReader reader, AnswerKind kind);

    /// <value>Whether this silo was not the right one and has to find another.</value>
    internal bool IsSentOn { get; set; }

    /// <summary>Gives another silo's call back to it: it did not begin here, and belongs elsewhere.</summary>
    internal bool TryReturn()
    {
        if (Origin is not { IsClient: false } origin || !origin.TryReturn(this))
            return false;
        if (Arrival!.TrySettle())
            Settle();
        return true;
    }

    internal abstract bool TryFail(Exception exception);

    /// <summary>Fails a call that went nowhere; the loss of one that has no answer is logged and counted.</summary>
    internal void FailUndelivered(Exception exception)
    {
        if (!TryFail(exception) && Method.IsOneWay)
            Runtime.OneWayLost(this, exception);
    }

    internal abstract bool TryCancel(CancellationToken token);

    /// <summary>Writes each argument but the token.</summary>
    protected virtual void WriteArguments(ref WireWriter writer)
    {
    }

    /// <summary>Reads what <see cref="WriteArguments"/> wrote.</summary>
    protected virtual void ReadArguments(ref WireReader reader)
    {
    }

    protected static void WriteArgument<T>(ref WireWriter writer, uint number, T value) => writer.WriteMember(number, writer.Codecs.GetCodec<T>(), value);

    protected T ReadArgument<T>(ref WireReader reader, uint number)
    {
        if (!reader.TryReadHeader(out var found, out var type) || found != number)
            throw new MalformedPayloadException($"The call has no argument {number} where {Method} has a parameter {typeof(T)} here; caller and callee are of different versions.");
        return reader.ReadMember(type, reader.Codecs.GetCodec<T>());
    }

    private protected abstract CallArrival MakeArrival(ICallOrigin? origin, GrainId? sourceId, long deadline);

    /// <summary>Runs the method without filters; the result is boxed.</summary>
    internal abstract ValueTask<object?> InvokeBoxed(object instance);
}
