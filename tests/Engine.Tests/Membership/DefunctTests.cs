using System.Net;
using Compact.Membership;
using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class DefunctTests
{
    private static readonly DateTimeOffset s_now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 10, 3)]
    [InlineData(3, 10, 3)]
    [InlineData(2, 10, 2)]
    [InlineData(0, 10, 0)]
    [InlineData(null, 2.5, 2)]
    [InlineData(1, 2.5, 1)]
    public async Task The_oldest_of_too_many_and_those_past_their_time_go(int? kept, double days, int left)
    {
        var table = new InMemoryMembershipTable();
        await Add(table, 1, SiloStatus.Dead, daysAgo: 1);
        await Add(table, 2, SiloStatus.Dead, daysAgo: 2);
        await Add(table, 3, SiloStatus.Dead, daysAgo: 3);
        await Add(table, 4, SiloStatus.Active, daysAgo: 100);

        var options = new ClusterMembershipOptions { MaxDefunctSiloEntries = kept, DefunctSiloExpiration = TimeSpan.FromDays(days) };
        if (Defunct.Before((await table.ReadAll()).Members, s_now, options) is { } before)
            await table.CleanupDefunctSiloEntries(before);

        var rows = (await table.ReadAll()).Members;
        Assert.Equal(Enumerable.Range(1, left).Append(4), rows.Select(row => row.Item1.SiloAddress.Endpoint.Port).Order());
        Assert.Null(Defunct.Before(rows, s_now, options));
    }

    [Fact]
    public void A_cluster_whose_silos_restart_again_and_again_keeps_its_table_small()
    {
        using var cluster = new SimulatedCluster(options =>
        {
            options.MaxDefunctSiloEntries = 5;
            options.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(1);
        });
        cluster.StartMany(2);
        for (var port = 12001; port <= 12020; port++)
        {
            cluster.Start(port).Kill();
            cluster.Run(5);
        }

        cluster.Run(120);

        Assert.Equal(7, cluster.Table.Read().Members.Count);
        cluster.AssertAgreement();
        Assert.Equal(7, cluster.Running.First().View.Current.Members.Count);
    }

    private static async Task Add(InMemoryMembershipTable table, int port, SiloStatus status, int daysAgo)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1),
            Status = status,
            StartTime = s_now.UtcDateTime.AddDays(-200),
            IAmAliveTime = s_now.UtcDateTime.AddDays(-daysAgo),
        };
        Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
    }
}
