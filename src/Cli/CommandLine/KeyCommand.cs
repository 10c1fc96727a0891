using System.CommandLine;
using MiningGrid.Cli.Keys;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid key create|show</c>.</summary>
internal static class KeyCommand
{
    public static Command Create() => new("key", "Make the key that the silos and clients of a grid know each other by, or look at one.")
    {
        Make(),
        Show(),
    };

    private static Command Make()
    {
        var command = new Command("create", "Make a grid's key. Every silo and client of the grid needs a copy of the file and its passphrase.");
        var file = File("The file to write; one that is there is not overwritten");
        var years = Values.Number("--years", "N", $"How long it is valid (default: {KeyRun.DefaultYears})", 1, KeyRun.LongestYears);
        var ifMissing = new Option<bool>("--if-missing") { Description = "Leave a key that is there as it is, as long as it can be used" };
        var passphrase = CommonOptions.KeyPassphraseFile();
        var json = CommonOptions.Json();
        command.Arguments.Add(file);
        foreach (var option in new Option[] { years, ifMissing, passphrase, json })
            command.Options.Add(option);
        command.SetAction(parsed => KeyRun.Create(
            parsed.GetRequiredValue(file), parsed.GetValue(years) ?? KeyRun.DefaultYears, parsed.GetValue(ifMissing), parsed.GetValue(passphrase), parsed.GetValue(json)));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Say which key a file holds and how long it is valid, and make sure that it opens.");
        var file = File("The key file");
        var passphrase = CommonOptions.KeyPassphraseFile();
        var json = CommonOptions.Json();
        command.Arguments.Add(file);
        command.Options.Add(passphrase);
        command.Options.Add(json);
        command.SetAction(parsed => KeyRun.Show(parsed.GetRequiredValue(file), parsed.GetValue(passphrase), parsed.GetValue(json)));
        return command;
    }

    private static Argument<string> File(string description) => new("FILE") { Description = description };
}
