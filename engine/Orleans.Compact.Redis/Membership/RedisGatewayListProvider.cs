using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Clustering.Redis;

/// <summary>The gateways of the silos that the membership table says are active.</summary>
internal sealed class RedisGatewayListProvider(RedisMembershipTable table, IOptions<GatewayOptions> options) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => table.InitializeMembershipTable(tryInitTableVersion: true);

    public async Task<IList<Uri>> GetGateways()
    {
        var data = await table.ReadAll();
        return [.. data.Members.Select(row => row.Item1).Where(entry => entry is { Status: SiloStatus.Active, ProxyPort: > 0 }).Select(Gateway)];
    }

    private static Uri Gateway(MembershipEntry entry) =>
        new UriBuilder("gwy.tcp", entry.SiloAddress.Endpoint.Address.ToString(), entry.ProxyPort, $"{entry.SiloAddress.Generation}").Uri;
}
