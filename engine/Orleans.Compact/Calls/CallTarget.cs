using Orleans;

namespace Compact.Calls;

/// <summary>Something calls are delivered to: an activation, a group of stateless workers, an observer.</summary>
internal abstract class CallTarget
{
    /// <value>The object whose methods are called.</value>
    public abstract object? Instance { get; }

    /// <value>Filters around its calls; empty for most.</value>
    public virtual IIncomingGrainCallFilter[] Filters => [];

    /// <summary>Takes a call in. False: it is gone, look again.</summary>
    public abstract bool TryReceive(Call call);

    /// <summary>The work has ended; called once for each that has begun, before its caller is told.</summary>
    public abstract void End(Work work, Exception? failure);

    /// <summary>Goes on to what waits; called after <see cref="End"/>, when the caller has been told.</summary>
    public abstract void GoOn();

    /// <summary>Runs a short action where the target's work runs.</summary>
    public abstract void Post(Turn turn);
}
