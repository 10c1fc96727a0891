using Microsoft.Extensions.Options;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;

namespace MiningGrid.Silo.Hosting;

internal sealed class AutoStartOptionsValidator : IValidateOptions<AutoStartOptions>
{
    public ValidateOptionsResult Validate(string? name, AutoStartOptions options)
    {
        if (!ChainParameters.IsName(options.Chain))
            return ValidateOptionsResult.Fail(
                $"Mining:Chain is '{options.Chain}'; allowed is 1 to {ChainParameters.MaxNameLength} of a-z, 0-9 and -, a letter first.");
        if (options.RewardAddress is not null && !Address.TryParse(options.RewardAddress, out _))
            return ValidateOptionsResult.Fail(
                $"Mining:RewardAddress is '{options.RewardAddress}'; allowed is an address of this network, {Address.Prefix}1… in bech32m.");
        return ValidateOptionsResult.Success;
    }
}
