using System.CommandLine;
using MiningGrid.Cli.Watch;
using MiningGrid.Core.Blocks;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid watch</c>.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var command = new Command("watch", "Show what happens in a grid as it happens, a line each: blocks, mining, nodes, searches. Ctrl-C ends.");
        var connect = new ConnectOptions(command);
        var chain = Values.Option<string?>("--chain", "NAME", "Follow only this chain (default: every chain that is mined)",
            $"1 to {ChainParameters.MaxNameLength} of a-z, 0-9 and -, a letter first",
            (string text, out string? name) => ChainParameters.IsName(name = text));
        var json = CommonOptions.Json();
        command.Options.Add(chain);
        command.Options.Add(json);
        command.SetAction((parsed, stopping) =>
            WatchRun.Start(connect.Require(parsed), parsed.GetValue(chain), parsed.GetValue(json), stopping));
        return command;
    }
}
