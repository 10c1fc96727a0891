using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>The gateways of the active silos in a membership table.</summary>
internal sealed class SharedGateways(IMembershipTable table) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(1);

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways() =>
        [.. (await table.ReadAll()).Members
            .Select(row => row.Item1)
            .Where(silo => silo.Status == SiloStatus.Active && silo.ProxyPort > 0)
            .Select(silo => new Uri($"gwy.tcp://{silo.SiloAddress.Endpoint.Address}:{silo.ProxyPort}/{silo.SiloAddress.Generation}"))];
}
