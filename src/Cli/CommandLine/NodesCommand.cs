using System.CommandLine;
using MiningGrid.Cli.Nodes;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid nodes</c>.</summary>
internal static class NodesCommand
{
    public static Command Create()
    {
        var command = new Command("nodes", "List a grid's nodes: joining, mining, idle, draining, suspected, gone, or shut out.");
        var connect = new ConnectOptions(command);
        var watch = new Option<bool>("--watch") { Description = "Look again every second, until Ctrl-C" };
        var json = CommonOptions.Json();
        command.Options.Add(watch);
        command.Options.Add(json);
        command.SetAction((parsed, stopping) =>
            NodesRun.Start(connect.Require(parsed), parsed.GetValue(watch), parsed.GetValue(json), stopping));
        return command;
    }
}
