using Microsoft.Extensions.Options;

namespace MiningGrid.Grains.Chain;

internal sealed class ChainOptionsValidator : IValidateOptions<ChainOptions>
{
    private const int MaxObserversLimit = 100_000;

    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, ChainOptions options)
    {
        if (options.RefreshWorkAfter < ShortestRefresh || options.RefreshWorkAfter > LongestRefresh)
            return ValidateOptionsResult.Fail($"Chain:RefreshWorkAfter is {options.RefreshWorkAfter}; allowed is {ShortestRefresh} to {LongestRefresh}.");
        if (options.MaxObservers is < 1 or > MaxObserversLimit)
            return ValidateOptionsResult.Fail($"Chain:MaxObservers is {options.MaxObservers}; allowed is 1 to {MaxObserversLimit}.");
        return ValidateOptionsResult.Success;
    }
}
