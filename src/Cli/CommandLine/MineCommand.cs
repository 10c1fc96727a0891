using System.CommandLine;
using MiningGrid.Cli.Mine;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid mine start|stop|status</c>.</summary>
internal static class MineCommand
{
    public static Command Create() => new("mine", "Tell a grid to mine a chain, to stop, or to say how it goes.")
    {
        Start(),
        Simple("stop", "Stop mining a chain.", MineRun.Stop),
        Simple("status", "Say how the mining of a chain goes.", MineRun.Status),
    };

    private static Command Start()
    {
        var command = new Command("start", "Mine a chain with all nodes of a grid, until told to stop. Makes the chain when it isn't there.");
        var options = new MineCommonOptions(command);
        var difficulty = new DifficultyOptions(command, forBlocks: true);
        var until = Values.Number("--until", "HEIGHT", "Stop at this height (default: mine until told to stop)", 1L, int.MaxValue);
        var target = new Option<string?>("--target")
        {
            Description = "The address that gets the rewards (default: a wallet in the data folder here, made on the first run)",
            HelpName = "ADDRESS",
        };
        var versionRolling = CommonOptions.VersionRolling();
        var message = new Option<string>("--message")
        {
            Description = "A short message for each coinbase", HelpName = "TEXT", DefaultValueFactory = _ => "",
        };
        var data = CommonOptions.Data();
        var passphrase = CommonOptions.PassphraseFile();
        foreach (var option in new Option[] { versionRolling, until, target, message, data, passphrase })
            command.Options.Add(option);

        command.SetAction((parsed, stopping) => MineRun.Start(
            options.Read(parsed),
            new MineStart(
                difficulty.Read(parsed),
                parsed.GetValue(versionRolling),
                parsed.GetValue(target),
                parsed.GetValue(until),
                parsed.GetRequiredValue(message),
                parsed.GetRequiredValue(data),
                parsed.GetValue(passphrase)),
            stopping));
        return command;
    }

    private static Command Simple(string name, string description, Func<MineOptions, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        var options = new MineCommonOptions(command);
        command.SetAction((parsed, stopping) => run(options.Read(parsed), stopping));
        return command;
    }

    private sealed class MineCommonOptions
    {
        private readonly ConnectOptions _connect;
        private readonly Option<string> _chain = CommonOptions.Chain();
        private readonly Option<bool> _json = CommonOptions.Json();

        public MineCommonOptions(Command command)
        {
            _connect = new ConnectOptions(command);
            command.Options.Add(_chain);
            command.Options.Add(_json);
        }

        public MineOptions Read(ParseResult parsed) =>
            new(_connect.Require(parsed), parsed.GetRequiredValue(_chain), parsed.GetValue(_json));
    }
}
