using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class StallTests
{
    [Theory]
    [InlineData(2, 1000)]
    [InlineData(3, 1000)]
    [InlineData(3, 1900)]
    [InlineData(7, 1900)]
    public void A_silo_that_is_stopped_for_a_while_is_not_declared_dead_and_accuses_nobody(int count, int milliseconds)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(count);

        // At any moment of the probes' period.
        for (var round = 0; round < 20; round++)
        {
            silos[round % count].StopFor(TimeSpan.FromMilliseconds(milliseconds));
            cluster.Run(10.037);
        }

        cluster.AssertAgreement();
        Assert.All(silos, silo => Assert.Empty(silo.Dropped));
        Assert.All(cluster.Table.Read().Members, row => Assert.Empty(row.Item1.SuspectTimes ?? []));
    }

    [Fact]
    public void All_silos_stopped_together_for_a_minute_accuse_nobody()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);

        foreach (var silo in silos)
            silo.StopFor(TimeSpan.FromMinutes(1));
        cluster.Run(120);

        cluster.AssertAgreement();
    }

    [Fact]
    public void A_silo_that_comes_back_after_its_death_stops_itself_at_once_and_never_writes_again()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);

        silos[1].Process.Stop();
        cluster.UntilKnownDead(silos[1]);
        cluster.Run(20);
        Assert.NotEqual(SiloStatus.Dead, silos[1].Status);
        silos[1].Process.Continue();
        var took = cluster.Simulation.RunUntil(() => silos[1].Status == SiloStatus.Dead, SimulatedCluster.Patience, "the silo reads that it is dead");
        var version = cluster.Table.Read().Version.Version;
        cluster.Run(60);

        Assert.InRange(took.TotalMilliseconds, 0, 10);
        Assert.Equal(version, cluster.Table.Read().Version.Version);
        Assert.Equal(1, silos[1].Log.Count(EngineEvents.SelfTermination));
        Assert.Contains((silos[1].Address, SiloStatus.Dead), silos[1].Told);
        cluster.AssertAgreement();
    }
}
