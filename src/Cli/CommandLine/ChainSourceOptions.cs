using System.CommandLine;
using MiningGrid.Cli.Chains;

namespace MiningGrid.Cli.CommandLine;

/// <summary>Where a chain is, and how to write about it.</summary>
internal sealed class ChainSourceOptions
{
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<string> _chain = CommonOptions.Chain();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly ConnectOptions _connect;

    public ChainSourceOptions(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_chain);
        _connect = new ConnectOptions(command);
        command.Options.Add(_json);
        command.AtMostOneOf("each says where the chain is", _data, _connect.Connect);
    }

    public ChainOptions Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_data), IsDataGiven(parsed) ? _connect.None(parsed) : _connect.Read(parsed), parsed.GetRequiredValue(_chain), parsed.GetValue(_json));

    private bool IsDataGiven(ParseResult parsed) => parsed.GetResult(_data) is { Implicit: false };
}
