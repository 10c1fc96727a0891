using System.Collections.Immutable;
using System.Reflection;
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
    private int _forwards;

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

    internal ImmutableDictionary<string, object>? Context { get; private set; }

    /// <value>When it was sent, by the runtime's clock.</value>
    internal long SentAt { get; private set; }

    /// <value>Its place among the calls that wait for an answer.</value>
    internal PendingEntry Pending;

    /// <value>Who sent it, if it came over the wire; told of the answer.</value>
    internal ICallOrigin? Origin { get; set; }

    /// <value>The number its sender gave it; the origin's bookkeeping.</value>
    internal ulong OriginId { get; set; }

    /// <value>The number it was sent under; the carrier's bookkeeping.</value>
    internal ulong CarrierId { get; set; }

    /// <value>The grain that calls, wherever it is; null for callers that are not grains.</value>
    internal GrainId? SourceId => Source?.GrainId;

    /// <value>The connection over which it went to another process, if it did.</value>
    internal ICallCarrier? Carrier { get; set; }

    /// <value>The token that the method is given.</value>
    protected CancellationToken Token => _cancellation?.Token ?? default;

    internal abstract bool IsCompleted { get; }

    internal override bool IsAbandoned => IsCompleted;

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override string ToString() => $"{Method.InterfaceId}.{Method.Name} on {TargetId}{(Source is null ? "" : $" from {Source.GrainId}")}";

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

    /// <summary>Takes over what outgoing filters put in the request context.</summary>
    internal void Restamp() => Context = RequestContext.Current;

    /// <summary>Gives the method a token that follows the caller's.</summary>
    internal void FollowToken(CancellationToken callerToken)
    {
        _cancellation = new CallCancellation(this, callerToken);
        _cancellation.Register();
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

    internal bool TryForward() => ++_forwards <= ForwardsMax;

    internal abstract bool TryFail(Exception exception);

    internal abstract bool TryCancel(CancellationToken token);

    /// <summary>Runs the method without filters; the result is boxed.</summary>
    internal abstract ValueTask<object?> InvokeBoxed(object instance);
}
