using System.Collections.Immutable;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Grains.Grid;

/// <summary>The grid's nodes: who is there, who is late, who is gone, who lied. Without a clock of its own.</summary>
internal sealed class NodeTable(GridOptions options)
{
    /// <summary>Nodes that may be known at a time.</summary>
    public const int MaxNodes = 10_000;

    private readonly Dictionary<string, Node> _nodes = [];

    /// <summary>The nodes that work may be given to.</summary>
    public IEnumerable<Node> Working => _nodes.Values.Where(node => node is { IsGone: false, IsShutOut: false });

    /// <summary>A node joins, or comes back; so many false solutions are known of it.</summary>
    /// <exception cref="InvalidRequestException">There are too many nodes.</exception>
    public Node Register(NodeRegistration registration, INodeObserver observer, DateTimeOffset now, int falseSolutions)
    {
        if (_nodes.TryGetValue(registration.Id, out var node))
        {
            node.Registration = registration;
            node.Observer = observer;
            node.LastSeen = now;
            node.IsGone = false;
            return node;
        }

        if (_nodes.Count >= MaxNodes)
            throw new InvalidRequestException($"The grid has {_nodes.Count} nodes; allowed are {MaxNodes}.");
        node = new Node(registration, observer, now, falseSolutions, options.FalseSolutions);
        _nodes.Add(registration.Id, node);
        return node;
    }

    /// <summary>Takes a sign of life; null when the node is not known, or was thought to be gone: it must register.</summary>
    public Node? Heard(NodeHeartbeat heartbeat, DateTimeOffset now)
    {
        if (!_nodes.TryGetValue(heartbeat.Node.Id, out var node) || node.IsGone)
            return null;
        node.Registration = heartbeat.Node;
        node.Heartbeat = heartbeat;
        node.LastSeen = now;
        return node;
    }

    /// <summary>A node leaves; returns whether it was there.</summary>
    public bool Leave(string id)
    {
        if (!_nodes.TryGetValue(id, out var node) || node.IsGone)
            return false;
        node.IsGone = true;
        return true;
    }

    /// <summary>A node's silo is dead. One that never registered here is listed as gone under its id: all that was known of it died with a former activation.</summary>
    /// <returns>Whether that is news: one that left before, left as it should.</returns>
    public bool Died(string id, DateTimeOffset now, int falseSolutions)
    {
        if (_nodes.ContainsKey(id))
            return Leave(id);
        if (_nodes.Count < MaxNodes)
            _nodes.Add(id, new Node(new NodeRegistration(id, id, Workers: 0, Scanner: "", Version: ""), observer: null, now, falseSolutions, options.FalseSolutions) { IsGone = true });
        return true;
    }

    /// <summary>So many false solutions are known of a node now; returns it when that shuts it out.</summary>
    public Node? Lied(string id, int falseSolutions)
    {
        if (!_nodes.TryGetValue(id, out var node))
            return null;
        var wasShutOut = node.IsShutOut;
        node.FalseSolutions = falseSolutions;
        return node.IsShutOut && !wasShutOut ? node : null;
    }

    /// <summary>Finds who has been silent for too long, and forgets those gone long ago; returns who is gone since the last time.</summary>
    public List<Node> Sweep(DateTimeOffset now)
    {
        var gone = _nodes.Values.Where(node => !node.IsGone && now - node.LastSeen >= options.GoneAfter).ToList();
        foreach (var node in gone)
            node.IsGone = true;
        foreach (var node in _nodes.Values.Where(node => node.IsGone && now - node.LastSeen >= options.GoneAfter + options.ForgetAfter).ToList())
            _nodes.Remove(node.Registration.Id);
        return gone;
    }

    public ImmutableArray<NodeStatus> StatusAt(DateTimeOffset now) =>
        [.. _nodes.Values.OrderBy(node => node.Registration.Name, StringComparer.Ordinal).Select(node => node.StatusAt(now, options))];
}
