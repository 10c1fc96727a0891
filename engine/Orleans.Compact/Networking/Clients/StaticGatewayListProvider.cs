using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>A list that was configured.</summary>
internal sealed class StaticGatewayListProvider(IOptions<StaticGatewayListProviderOptions> options, IOptions<GatewayOptions> gateways) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => false;

    public Task InitializeGatewayListProvider()
    {
        foreach (var gateway in options.Value.Gateways)
            _ = GatewayUri.EndpointOf(gateway);
        return options.Value.Gateways.Count > 0
            ? Task.CompletedTask
            : throw new OrleansConfigurationException($"{nameof(StaticGatewayListProviderOptions)}.{nameof(options.Value.Gateways)} is empty; name at least one gateway.");
    }

    public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>(options.Value.Gateways);
}
