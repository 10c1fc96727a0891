using System.Net;
using Microsoft.Extensions.Options;

namespace MiningGrid.Silo.Hosting;

internal sealed class ClusteringOptionsValidator : IValidateOptions<ClusteringOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusteringOptions options)
    {
        if (!IsPort(options.SiloPort))
            return Wrong("SiloPort", options.SiloPort);
        if (!IsPort(options.GatewayPort))
            return Wrong("GatewayPort", options.GatewayPort);
        if (options.SiloPort == options.GatewayPort && options.SiloPort != 0)
            return ValidateOptionsResult.Fail(
                $"Clustering:GatewayPort is {options.GatewayPort}, and so is Clustering:SiloPort; allowed is another port, or 0 for a free one.");
        if (string.IsNullOrWhiteSpace(options.ClusterId))
            return ValidateOptionsResult.Fail("Clustering:ClusterId is empty; allowed is a name.");
        return ValidateOptionsResult.Success;
    }

    private static bool IsPort(int port) => port is >= 0 and <= IPEndPoint.MaxPort;

    private static ValidateOptionsResult Wrong(string setting, int port) => ValidateOptionsResult.Fail(
        $"Clustering:{setting} is {port}; allowed is 1 to {IPEndPoint.MaxPort}, or 0 for a free one.");
}
