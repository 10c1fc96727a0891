using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Cli.Nodes;

/// <summary>Nodes as lines, for pipes and files.</summary>
internal static class NodeText
{
    public static string Head => Row("NAME", "NODE", "STATE", "WORKERS", "SCANNER", "RATE", "QUEUE", "LAST SEEN", "VERSION");

    public static string Line(NodeStatus node)
    {
        var who = node.Registration;
        return Row(who.Name, who.Id, State(node), $"{who.Workers}", who.Scanner, Quantity.HashRate(node.HashRate), $"{node.Queue}",
            node.LastSeen.ToString("u", CultureInfo.InvariantCulture), Version(node));
    }

    public static string Sum(IReadOnlyCollection<NodeStatus> nodes)
    {
        var there = nodes.Where(node => node.State != NodeState.Gone).ToList();
        return $"{there.Count} {(there.Count == 1 ? "node" : "nodes")}, {Workers(there.Sum(node => node.Registration.Workers))}, {Quantity.HashRate(there.Sum(node => node.HashRate))}";
    }

    /// <summary>The version without the commit that it was built of.</summary>
    public static string Version(NodeStatus node) => node.Registration.Version.Split('+')[0];

    /// <summary>For example "mining", or "shut out: 3 false solutions".</summary>
    public static string State(NodeStatus node) => node.State switch
    {
        NodeState.ShutOut => $"shut out: {node.FalseSolutions} false solutions",
        _ when node.FalseSolutions > 0 => $"{Word(node.State)}, {node.FalseSolutions} false solutions",
        _ => Word(node.State),
    };

    /// <summary>For example "mining", "shut-out".</summary>
    public static string Word(NodeState state) => state == NodeState.ShutOut ? "shut-out" : $"{state}".ToLowerInvariant();

    private static string Workers(int count) => count == 1 ? "1 worker" : $"{count} workers";

    private static string Row(
        string name, string id, string state, string workers, string scanner, string rate, string queue, string seen, string version) =>
        $"{name,-16} {id,-30} {state,-10} {workers,7} {scanner,-11} {rate,10} {queue,6} {seen,-21} {version}";
}
