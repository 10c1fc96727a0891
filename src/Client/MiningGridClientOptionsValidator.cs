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
        if (options.ConnectFor < TimeSpan.Zero)
            return ValidateOptionsResult.Fail($"Client:ConnectFor: '{options.ConnectFor}' is not allowed; allowed is zero or more.");
        if (options.CallTimeout <= TimeSpan.Zero)
            return ValidateOptionsResult.Fail($"Client:CallTimeout: '{options.CallTimeout}' is not allowed; allowed is more than zero.");
        if (options.RetryFor < TimeSpan.Zero)
            return ValidateOptionsResult.Fail($"Client:RetryFor: '{options.RetryFor}' is not allowed; allowed is zero or more.");
        if (options.WatchRetryFor < TimeSpan.Zero && options.WatchRetryFor != Timeout.InfiniteTimeSpan)
            return ValidateOptionsResult.Fail($"Client:WatchRetryFor: '{options.WatchRetryFor}' is not allowed; allowed is zero or more, or infinite.");
        return ValidateOptionsResult.Success;
    }
}
