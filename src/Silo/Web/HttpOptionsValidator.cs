using System.Net;
using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Web;

internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out var address))
            return Wrong("Address", $"'{options.Address}'", $"an IP address of this machine, 0.0.0.0 for all of them, or {HttpOptions.DefaultAddress}");
        if (options.Port is < 0 or > IPEndPoint.MaxPort)
            return Wrong("Port", $"{options.Port}", $"1 to {IPEndPoint.MaxPort}, or 0 for a free one");
        if (options is { ApiKey: not null, ApiKeyFile: not null })
            return Wrong("ApiKeyFile", $"'{options.ApiKeyFile}', and Http:ApiKey is set too", "one of the two");
        if (options.ApiKey is { } key && ApiKey.FindFault(key) is { } fault)
            return Wrong("ApiKey", fault, ApiKey.Form);
        if (options is { CertificateFile: null, CertificatePassphraseFile: { } passphrase })
            return Wrong("CertificatePassphraseFile", $"'{passphrase}', and Http:CertificateFile is not set", "both or none");
        if (options is { ApiKey: null, ApiKeyFile: null } && !IPAddress.IsLoopback(address))
        {
            return Wrong("Address", $"{options.Address}, which other machines reach, and there is no key",
                $"{HttpOptions.DefaultAddress}, or a key of {ApiKey.Form}, in the environment's {ApiKey.Variable} or in a file, Http:ApiKeyFile");
        }

        return ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Wrong(string setting, string what, string allowed) =>
        ValidateOptionsResult.Fail($"Http:{setting} is {what}; allowed is {allowed}.");
}
