using System.CommandLine;
using MiningGrid.Cli.Hosting;
using MiningGrid.Client.Connections;

namespace MiningGrid.Cli.CommandLine;

/// <summary>Which grid a command talks to. What is not allowed is not repeated: it may hold a password.</summary>
internal sealed class ConnectOptions
{
    public const string ConnectVariable = "MINEGRID_CONNECT";
    public const string ClusterVariable = "MINEGRID_CLUSTER";
    public const string KeyVariable = "MINEGRID_KEY";

    private readonly Command _command;
    private readonly Option<GridAddress?> _connect = new("--connect")
    {
        Description = $"The grid to talk to: {GridAddress.Allowed} (default: {ConnectVariable})",
        HelpName = "ADDRESS",
        CustomParser = result =>
        {
            if (GridAddress.TryParse(result.Tokens.Count > 0 ? result.Tokens[^1].Value : "", out var address))
                return address;
            result.AddError($"--connect: that is not allowed; allowed is {GridAddress.Allowed}.");
            return null;
        },
    };

    private readonly Option<string?> _cluster = new("--cluster")
    {
        Description = $"The grid's name, its silos' Clustering:ClusterId (default: {ClusterVariable}, or {GridConnection.DefaultClusterId})",
        HelpName = "NAME",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = $"The file with the grid's key, the one that its silos have (default: {KeyVariable}, or none)",
        HelpName = "FILE",
    };

    private readonly Option<string?> _keyPassphrase = CommonOptions.KeyPassphraseFile();

    public ConnectOptions(Command command)
    {
        _command = command;
        command.Options.Add(_connect);
        command.Options.Add(_cluster);
        command.Options.Add(_key);
        command.Options.Add(_keyPassphrase);
    }

    /// <summary>The option that names the grid.</summary>
    public Option Connect => _connect;

    /// <summary>The grid that was asked for; null when none was.</summary>
    public GridTarget? Read(ParseResult parsed) => Find(parsed) ?? None(parsed);

    /// <summary>No grid: the command does its work here.</summary>
    /// <exception cref="CommandException">An option says more of a grid, which would be passed over in silence. A variable may be meant for other commands.</exception>
    public GridTarget? None(ParseResult parsed)
    {
        Option[] details = [_cluster, _key, _keyPassphrase];
        return Array.Find(details, option => parsed.GetResult(option) is { Implicit: false }) is { } given
            ? throw CommandException.WrongUsage(
                $"{given.Name} is of a grid and needs --connect; '{UsageErrors.PathOf(_command)}' talks to none here. Say where the grid is, or leave {given.Name} out.")
            : null;
    }

    /// <summary>The grid that was asked for.</summary>
    /// <exception cref="CommandException">None was.</exception>
    public GridTarget Require(ParseResult parsed) => Find(parsed) ?? throw CommandException.WrongUsage(
        $"'{UsageErrors.PathOf(_command)}' talks to a grid that is running. Say where it is: --connect ADDRESS, or {ConnectVariable}; allowed is {GridAddress.Allowed}.");

    private GridTarget? Find(ParseResult parsed)
    {
        var address = parsed.GetValue(_connect);
        if (address is null && Environment.GetEnvironmentVariable(ConnectVariable) is { Length: > 0 } text && !GridAddress.TryParse(text, out address))
            throw CommandException.WrongUsage($"{ConnectVariable}: what it holds is not allowed; allowed is {GridAddress.Allowed}.");
        return address is null ? null : new GridTarget(address, ReadCluster(parsed), ReadKey(parsed), parsed.GetValue(_keyPassphrase));
    }

    private string? ReadKey(ParseResult parsed) =>
        parsed.GetValue(_key) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } set ? set
        : null;

    private string ReadCluster(ParseResult parsed) =>
        parsed.GetValue(_cluster) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable(ClusterVariable) is { Length: > 0 } set ? set
        : GridConnection.DefaultClusterId;
}
