using System.CommandLine;
using MiningGrid.Cli.Chains;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid chain show|block|verify</c>.</summary>
internal static class ChainCommand
{
    public static Command Create() => new("chain", "Look at a chain, or check it: one in a data folder, for which nothing needs to be running, or one of a grid.")
    {
        Show(),
        Block(),
        Verify(),
    };

    private static Command Show()
    {
        var command = new Command("show", "Show a chain's parameters and head.");
        var options = new ChainSourceOptions(command);
        command.SetAction((parsed, stopping) => ChainShow.Start(options.Read(parsed), stopping));
        return command;
    }

    private static Command Block()
    {
        var command = new Command("block", "Show one block.");
        var which = new Argument<string>("HEIGHT|HASH") { Description = "A height, or a block hash of 64 hexadecimal digits" };
        command.Arguments.Add(which);
        var options = new ChainSourceOptions(command);
        command.SetAction((parsed, stopping) => ChainBlock.Start(options.Read(parsed), parsed.GetRequiredValue(which), stopping));
        return command;
    }

    private static Command Verify()
    {
        var command = new Command("verify",
            "Check a chain from genesis to its head by all rules. Names the first block that does not hold.");
        var options = new ChainSourceOptions(command);
        command.SetAction((parsed, stopping) => ChainVerify.Start(options.Read(parsed), stopping));
        return command;
    }
}
