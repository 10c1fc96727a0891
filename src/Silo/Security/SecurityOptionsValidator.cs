using Microsoft.Extensions.Options;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Silo.Security;

internal sealed class SecurityOptionsValidator(SiloEndpoints endpoints) : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        if (options.KeyFile is not null && string.IsNullOrWhiteSpace(options.KeyFile))
            return ValidateOptionsResult.Fail("Security:KeyFile is empty; allowed is the path of a key file.");
        return options.KeyFile is null && !endpoints.IsLocal && !options.AllowPlain
            ? ValidateOptionsResult.Fail(
                $"Security:KeyFile is not set, and others can reach this silo at {endpoints.Reached}; allowed is a key file ('minegrid key create FILE' makes one, all silos and clients need the same), or loopback only, or Security:AllowPlain true.")
            : ValidateOptionsResult.Success;
    }
}
