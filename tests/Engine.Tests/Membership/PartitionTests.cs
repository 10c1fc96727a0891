using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class PartitionTests
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(5, true)]
    [InlineData(5, false)]
    public void Two_that_lose_only_each_other_both_live(int count, bool withIndirectProbes)
    {
        using var cluster = new SimulatedCluster(options => options.EnableIndirectProbes = withIndirectProbes);
        var silos = cluster.StartMany(count);

        cluster.Network.Cut(silos[0], silos[1]);
        cluster.Run(120);

        cluster.AssertAgreement();
        Assert.Equal(count, cluster.Running.Count());
        if (withIndirectProbes)
            Assert.Equal(1, silos[0].Log.Count(EngineEvents.SiloReachedThroughAnother));

        cluster.Network.Heal();
        cluster.Run(60);
        cluster.AssertAgreement();
        Assert.Equal(1, silos[0].Log.Count(EngineEvents.SiloAnsweredAgain));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void One_that_no_other_reaches_dies_and_stops_itself_and_the_others_live(int count)
    {
        for (var round = 0; round < 10; round++)
        {
            using var cluster = new SimulatedCluster();
            var silos = cluster.StartMany(count);
            cluster.Run(round * 0.07);

            Isolate(cluster, [silos[round % count]], silos);
            cluster.Run(10);

            Assert.Equal(SiloStatus.Dead, silos[round % count].Status);
            cluster.AssertAgreement();
            Assert.Equal(count - 1, cluster.Running.Count());
        }
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    public void Of_two_parts_the_larger_lives(int count, int minority)
    {
        for (var round = 0; round < 10; round++)
        {
            using var cluster = new SimulatedCluster();
            var silos = cluster.StartMany(count);
            cluster.Run(round * 0.07);

            Isolate(cluster, silos[..minority], silos);
            cluster.Run(20);

            Assert.All(silos[..minority], silo => Assert.Equal(SiloStatus.Dead, silo.Status));
            cluster.AssertAgreement();
            Assert.Equal(count - minority, cluster.Running.Count());
        }
    }

    [Fact]
    public void Of_two_silos_that_lose_each_other_exactly_one_lives()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(2);

        cluster.Network.Cut(silos[0], silos[1]);
        cluster.Run(10);

        Assert.Single(silos, silo => silo.Status == SiloStatus.Dead);
        cluster.AssertAgreement();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.3)]
    public void A_cut_that_heals_in_time_kills_nobody(double seconds)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        for (var round = 0; round < 10; round++)
        {
            Isolate(cluster, [silos[0]], silos);
            cluster.Run(seconds);
            cluster.Network.Heal();
            cluster.Run(5.037);
        }

        cluster.AssertAgreement();
        Assert.Equal(3, cluster.Running.Count());
    }

    private static void Isolate(SimulatedCluster cluster, SimulatedSilo[] part, SimulatedSilo[] all)
    {
        foreach (var silo in part)
        {
            foreach (var other in all.Except(part))
                cluster.Network.Cut(silo, other);
        }
    }
}
