using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Grains.Grid;

/// <summary>A node as the dispatcher knows it.</summary>
internal sealed class Node(NodeRegistration registration, INodeObserver? observer, DateTimeOffset now, int falseSolutions, int allowed)
{
    public NodeRegistration Registration { get; set; } = registration;

    /// <value>Null for one that never registered with this activation.</value>
    public INodeObserver? Observer { get; set; } = observer;

    public DateTimeOffset LastSeen { get; set; } = now;

    public NodeHeartbeat? Heartbeat { get; set; }

    public bool IsGone { get; set; }

    public int FalseSolutions { get; set; } = falseSolutions;

    public bool IsShutOut => FalseSolutions >= allowed;

    public NodeStatus StatusAt(DateTimeOffset now, GridOptions options) => new(
        Registration,
        StateAt(now, options),
        IsGone ? 0 : Heartbeat?.HashRate ?? 0,
        IsGone ? 0 : Heartbeat?.Queue ?? 0,
        LastSeen,
        FalseSolutions);

    private NodeState StateAt(DateTimeOffset now, GridOptions options)
    {
        if (IsGone)
            return NodeState.Gone;
        if (IsShutOut)
            return NodeState.ShutOut;
        if (now - LastSeen >= options.SuspectAfter)
            return NodeState.Suspected;
        return Heartbeat switch
        {
            null => NodeState.Joining,
            { IsDraining: true } => NodeState.Draining,
            { HashRate: > 0 } => NodeState.Mining,
            _ => NodeState.Idle,
        };
    }
}
