using System.CommandLine;
using MiningGrid.Cli.Solo;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid solo</c>.</summary>
internal static class SoloCommand
{
    public static Command Create()
    {
        var command = new Command("solo", "Mine a chain of your own on this machine, and keep it in a data folder.");
        var difficulty = new DifficultyOptions(command, forBlocks: true);
        var blocks = Values.Number("--blocks", "N", "Stop after so many new blocks (default: mine until Ctrl-C)", 1L, 1_000_000_000L);
        var target = new Option<string?>("--target")
        {
            Description = "The address that gets the rewards (default: a wallet in the data folder, made on the first run)",
            HelpName = "ADDRESS",
        };
        var versionRolling = CommonOptions.VersionRolling();
        var workers = CommonOptions.Workers();
        var openCl = CommonOptions.OpenCl();
        var chain = CommonOptions.Chain();
        var data = CommonOptions.Data();
        var passphrase = CommonOptions.PassphraseFile();
        var json = CommonOptions.Json();
        foreach (var option in new Option[] { blocks, target, versionRolling, workers, openCl, chain, data, passphrase, json })
            command.Options.Add(option);

        command.SetAction((parsed, stopping) => SoloRun.Start(
            new SoloOptions(
                difficulty.Read(parsed),
                parsed.GetValue(blocks),
                parsed.GetValue(target),
                parsed.GetValue(versionRolling),
                parsed.GetValue(workers),
                parsed.GetValue(openCl),
                parsed.GetRequiredValue(chain),
                parsed.GetRequiredValue(data),
                parsed.GetValue(passphrase),
                parsed.GetValue(json)),
            stopping));
        return command;
    }
}
