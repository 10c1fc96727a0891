using Compact.Membership;
using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Membership.Simulated;
using MiningGrid.Engine.Tests.Networking;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

/// <summary>The same over sockets, in real time.</summary>
public sealed class NetworkTests
{
    [Fact]
    public async Task Silos_join_find_a_lost_one_dead_and_that_one_stops_itself()
    {
        var table = new InMemoryMembershipTable();
        await using var first = await Start(table);
        await using var second = await Start(table);
        await using var third = await Start(table);
        await Knows(first, third, SiloStatus.Active);
        await Knows(second, third, SiloStatus.Active);

        // As if the process were killed: its ports refuse connections, and whoever was connected learns of it.
        third.Get<SiloNetwork>().Abort();

        await Knows(first, third, SiloStatus.Dead);
        await Knows(second, third, SiloStatus.Dead);
        await Eventually.That(() => third.Get<ISiloStatusOracle>().CurrentStatus == SiloStatus.Dead, "the lost silo to read that it is dead");
        await Eventually.That(() => third.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested, "the lost silo to stop its host");
        Assert.Equal(new[] { first.Address, second.Address }.Order(), first.Get<ISiloStatusOracle>().GetActiveSilos());
    }

    [Fact]
    public async Task A_silo_that_leaves_is_known_dead_without_a_vote()
    {
        var table = new InMemoryMembershipTable();
        await using var first = await Start(table);
        await using var second = await Start(table);
        await Knows(first, second, SiloStatus.Active);

        await second.Stop();

        await Knows(first, second, SiloStatus.Dead);
        var row = Assert.Single((await table.ReadRow(second.Address)).Members).Item1;
        Assert.Empty(row.SuspectTimes ?? []);
    }

    [Fact]
    public async Task A_silo_probes_another_for_a_third()
    {
        var table = new InMemoryMembershipTable();
        await using var first = await Start(table);
        await using var second = await Start(table);
        await using var third = await Start(table);
        var prober = first.Get<ISiloProber>();

        Assert.True(await Judge());
        await third.Stop();
        Assert.False(await Judge());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => prober.Probe(third.Address, CancellationToken.None));

        async Task<bool> Judge()
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await prober.ProbeIndirectly(second.Address, third.Address, TimeSpan.FromSeconds(30), CancellationToken.None);
                }
                catch (SiloUnavailableException exception) when (attempt < 20 && exception.Message.Contains("stood still", StringComparison.Ordinal))
                {
                    // A busy machine.
                }
            }
        }
    }

    [Fact]
    public async Task A_silo_restarts_at_its_endpoint_at_once_though_its_row_says_that_it_lives()
    {
        var table = new InMemoryMembershipTable();
        var lost = await Start(table);
        var address = lost.Address;
        await lost.DisposeAsync();
        var (read, version) = ((await table.ReadAll()).TryGet(address)!, (await table.ReadAll()).Version);
        read.Item1.Status = SiloStatus.Active;
        Assert.True(await table.UpdateRow(read.Item1, read.Item2, version.Next()));

        await using var again = await Start(table, address.Endpoint.Port);

        Assert.True(again.Address.IsSuccessorOf(address));
        Assert.Equal(SiloStatus.Dead, again.Get<ISiloStatusOracle>().GetApproximateSiloStatus(address));
        Assert.Equal([again.Address], again.Get<ISiloStatusOracle>().GetActiveSilos());
    }

    private static Task<NetworkedSilo> Start(InMemoryMembershipTable table, int port = 0) => NetworkedSilo.Start(silo =>
    {
        silo.Services.AddSingleton<IMembershipTable>(table);
        silo.Configure<ClusterMembershipOptions>(SimulatedCluster.GridSettings);
        silo.Configure<EndpointOptions>(options => options.SiloPort = port);
    });

    private static Task Knows(NetworkedSilo silo, NetworkedSilo other, SiloStatus status) =>
        Eventually.That(() => silo.Get<ISiloStatusOracle>().GetApproximateSiloStatus(other.Address) == status, $"a silo to know that another is {status}");
}
