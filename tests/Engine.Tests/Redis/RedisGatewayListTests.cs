using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace MiningGrid.Engine.Tests.Redis;

public sealed class RedisGatewayListTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task It_has_the_gateways_of_active_silos()
    {
        await using var table = RedisStores.Membership(redis.Server, "gateways");
        var list = new RedisGatewayListProvider(table, Options.Create(new GatewayOptions { GatewayListRefreshPeriod = TimeSpan.FromSeconds(7) }));
        await list.InitializeGatewayListProvider();
        Assert.Empty(await list.GetGateways());

        await Insert(table, "10.0.0.1:11111@100", SiloStatus.Active, 30000);
        await Insert(table, "10.0.0.2:11111@200", SiloStatus.Dead, 30000);
        await Insert(table, "10.0.0.3:11111@300", SiloStatus.Joining, 30000);
        await Insert(table, "10.0.0.4:11111@400", SiloStatus.Active, 0);
        await Insert(table, "::1:11111@500", SiloStatus.Active, 30001);

        var gateways = await list.GetGateways();
        Assert.Equal(["gwy.tcp://10.0.0.1:30000/100", "gwy.tcp://[::1]:30001/500"], gateways.Select(gateway => gateway.ToString()).Order());
        Assert.True(list.IsUpdatable);
        Assert.Equal(TimeSpan.FromSeconds(7), list.MaxStaleness);
    }

    private static async Task Insert(RedisMembershipTable table, string silo, SiloStatus status, int gatewayPort)
    {
        var entry = new MembershipEntry { SiloAddress = SiloAddress.Parse(silo), SiloName = silo, Status = status, ProxyPort = gatewayPort };
        Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
    }
}
