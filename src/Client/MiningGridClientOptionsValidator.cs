using Microsoft.Extensions.Options;

namespace MiningGrid.Client;

/// <summary>Checks <see cref="MiningGridClientOptions"/>.</summary>
internal sealed class MiningGridClientOptionsValidator : IValidateOptions<MiningGridClientOptions>
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, MiningGridClientOptions options)
    {
        if (options.PollEvery <= TimeSpan.Zero)
            return ValidateOptionsResult.Fail($"Client:PollEvery: '{options.PollEvery}' is not allowed; allowed is more than zero.");
        if (options.RenewEvery <= TimeSpan.Zero || options.RenewEvery >= Forgotten)
            return ValidateOptionsResult.Fail(
                $"Client:RenewEvery: '{options.RenewEvery}' is not allowed; allowed is more than zero and less than {Forgotten}.");
        return ValidateOptionsResult.Success;
    }
}
