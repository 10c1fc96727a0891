using System.CommandLine;
using MiningGrid.Cli.Headers;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid headers verify</c>.</summary>
internal static class HeadersCommand
{
    public static Command Create() => new("headers", "Check block headers of Bitcoin's networks.") { Verify() };

    private static Command Verify()
    {
        var command = new Command("verify",
            "Check a file of raw 80-byte headers: links, proof of work, retargets, times. Says the first bad height and why.");
        var file = new Argument<string>("FILE") { Description = "Headers in order, 80 bytes each" };
        command.Arguments.Add(file);
        var network = Values.Word("--network", "NAME", "mainnet (default), testnet, signet or regtest",
            "mainnet", "testnet", "signet", "regtest");
        var start = Values.Number("--start", "HEIGHT", "The height of the file's first header (default: 0, genesis)", 0L, 1_000_000_000L);
        var json = CommonOptions.Json();
        foreach (var option in new Option[] { network, start, json })
            command.Options.Add(option);

        command.SetAction((parsed, stopping) => HeadersRun.Start(
            new HeadersOptions(
                parsed.GetRequiredValue(file),
                parsed.GetValue(network) ?? "mainnet",
                parsed.GetValue(start) ?? 0,
                parsed.GetValue(json)),
            stopping));
        return command;
    }
}
