using System.CommandLine;
using MiningGrid.Cli.Chains;

namespace MiningGrid.Cli.CommandLine;

/// <summary>Where a stored chain is, and how to write about it.</summary>
internal sealed class StoredChainOptions
{
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<string> _chain = CommonOptions.Chain();
    private readonly Option<bool> _json = CommonOptions.Json();

    public StoredChainOptions(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_chain);
        command.Options.Add(_json);
    }

    public ChainOptions Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_chain), parsed.GetValue(_json));
}
