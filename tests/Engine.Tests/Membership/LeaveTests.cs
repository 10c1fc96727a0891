using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class LeaveTests
{
    [Fact]
    public void A_silo_that_leaves_says_so_at_each_step()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(2);
        var late = cluster.Start(12000);
        cluster.Run(1);

        cluster.Simulation.RunUntil(late.Leave(), TimeSpan.FromSeconds(1), "it has left");
        cluster.Run(1);

        Assert.All(silos, silo => Assert.Equal(
            [SiloStatus.Joining, SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Dead],
            silo.Told.Where(change => change.Silo.Equals(late.Address)).Select(change => change.Status)));
        Assert.Equal((late.Address, SiloStatus.Dead), late.Told[^1]);
        Assert.Equal(0, late.Log.Count(EngineEvents.SelfTermination));
        Assert.All(silos, silo => Assert.Contains(late.Address, silo.Dropped));
        cluster.AssertAgreement();
    }

    [Fact]
    public void A_silo_that_is_told_to_stop_at_once_says_that_it_is_stopping()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(2);

        cluster.Simulation.RunUntil(silos[1].Leave(new CancellationToken(canceled: true)), TimeSpan.FromSeconds(1), "it has left");
        cluster.Run(1);

        Assert.Contains((silos[1].Address, SiloStatus.Stopping), silos[0].Told);
        Assert.Contains((silos[1].Address, SiloStatus.Dead), silos[0].Told);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_silo_leaves_though_the_table_is_away_and_the_others_find_out(bool isSilent)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        cluster.Table.IsAway = !isSilent;
        cluster.Table.IsSilent = isSilent;

        cluster.Simulation.RunUntil(silos[1].Leave(), TimeSpan.FromSeconds(7), "it has left");
        silos[1].Kill();
        cluster.Run(30);
        (cluster.Table.IsAway, cluster.Table.IsSilent) = (false, false);

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalSeconds, 0, 8);
        Assert.NotEqual(0, silos[1].Log.Count(EngineEvents.GoodbyeNotWritten));
        cluster.Run(30);
        cluster.AssertAgreement();
    }

    [Fact]
    public void A_silo_that_is_killed_while_it_leaves_is_declared_dead()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        _ = silos[1].Leave();
        cluster.Simulation.RunUntil(() => cluster.Table.StatusOf(silos[1].Address) == SiloStatus.ShuttingDown, TimeSpan.FromSeconds(1), "it leaves");

        silos[1].Kill();

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalMilliseconds, 0, 300);
    }

    [Fact]
    public void The_last_silo_leaves()
    {
        using var cluster = new SimulatedCluster();
        var silo = cluster.StartMany(1)[0];

        cluster.Simulation.RunUntil(silo.Leave(), TimeSpan.FromSeconds(1), "it has left");

        Assert.Equal(SiloStatus.Dead, cluster.Table.StatusOf(silo.Address));
        Assert.Empty(silo.Log.Lines);
    }
}
