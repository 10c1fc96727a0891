using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Cli.Watch;

/// <summary>Which nodes changed their state between two looks.</summary>
internal sealed class NodeChanges
{
    private Dictionary<string, (NodeState State, int FalseSolutions)> _known = [];

    public IReadOnlyList<NodeStatus> Since(IReadOnlyCollection<NodeStatus> nodes)
    {
        var changed = nodes
            .Where(node => !_known.TryGetValue(node.Registration.Id, out var before) || before != (node.State, node.FalseSolutions))
            .ToList();
        _known = nodes.ToDictionary(node => node.Registration.Id, node => (node.State, node.FalseSolutions));
        return changed;
    }
}
