using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Grid;
using Spectre.Console;

namespace MiningGrid.Cli.Nodes;

/// <summary>Nodes as a table, for terminals.</summary>
internal static class NodesTable
{
    public static Table Of(IReadOnlyCollection<NodeStatus> nodes)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey)
            .AddColumn("Name").AddColumn("Node").AddColumn("State")
            .AddColumn(new TableColumn("Workers").RightAligned()).AddColumn("Scanner")
            .AddColumn(new TableColumn("Rate").RightAligned()).AddColumn(new TableColumn("Queue").RightAligned())
            .AddColumn("Last seen (UTC)").AddColumn("Version");
        foreach (var node in nodes)
        {
            var who = node.Registration;
            table.AddRow(
                new Text(who.Name), new Text(who.Id), new Text(NodeText.State(node), StyleOf(node.State)), new Text($"{who.Workers}"),
                new Text(who.Scanner), new Text(Quantity.HashRate(node.HashRate)), new Text($"{node.Queue}"),
                new Text(node.LastSeen.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)), new Text(NodeText.Version(node)));
        }

        return table.Caption($"{NodeText.Sum(nodes)}. Ctrl-C ends.".EscapeMarkup());
    }

    private static Style StyleOf(NodeState state) => new(state switch
    {
        NodeState.Mining => Color.Green,
        NodeState.Suspected or NodeState.Draining => Color.Yellow,
        NodeState.ShutOut => Color.Red,
        NodeState.Gone => Color.Grey,
        _ => Color.Default,
    });
}
