using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Redis;

internal sealed class RedisOptionsValidator : IValidateOptions<RedisOptions>
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        try
        {
            RedisSettings.Parse(options.ConnectionString);
        }
        catch (FormatException e)
        {
            return ValidateOptionsResult.Fail($"Redis:ConnectionString can't be read: {e.Message}; allowed is host:port with options such as password=…, or redis://:password@host:port.");
        }

        return options.StartTimeout < TimeSpan.Zero || options.StartTimeout > LongestStart
            ? ValidateOptionsResult.Fail($"Redis:StartTimeout is {options.StartTimeout}; allowed is 00:00:00 to {LongestStart}.")
            : ValidateOptionsResult.Success;
    }
}
