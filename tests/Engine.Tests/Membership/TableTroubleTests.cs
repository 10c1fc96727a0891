using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class TableTroubleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_table_that_is_away_for_a_minute_is_said_once_and_kills_nobody(bool isSilent)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);

        cluster.Table.IsAway = !isSilent;
        cluster.Table.IsSilent = isSilent;
        cluster.Run(60);
        (cluster.Table.IsAway, cluster.Table.IsSilent) = (false, false);
        cluster.Run(60);

        cluster.AssertAgreement();
        Assert.Equal(3, cluster.Running.Count());
        Assert.All(silos, silo => Assert.Equal([EngineEvents.MembershipTableAway, EngineEvents.MembershipTableBack], silo.Log.Lines.Select(line => line.Id)));
    }

    [Fact]
    public void Who_dies_while_the_table_is_away_is_known_dead_soon_after_it_is_back()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        cluster.Table.IsAway = true;
        cluster.Run(10);

        silos[1].Kill();
        cluster.Run(30);
        Assert.Equal(SiloStatus.Active, silos[0].Sees(silos[1]));
        cluster.Table.IsAway = false;

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalSeconds, 0, 3);
        cluster.Run(60);
        cluster.AssertAgreement();
        Assert.Equal(2, cluster.Running.Count());
    }

    [Fact]
    public void A_table_that_lost_everything_is_written_again_and_nobody_dies()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        var version = silos[0].View.Current.Version;

        cluster.Table.Lose();
        cluster.Run(30);

        cluster.AssertAgreement();
        Assert.All(silos, silo => Assert.Equal(SiloStatus.Active, cluster.Table.StatusOf(silo.Address)));
        Assert.All(silos, silo => Assert.Empty(silo.Dropped));
        Assert.All(silos, silo => Assert.True(silo.View.Current.Version > version));
        silos[1].Kill();
        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalMilliseconds, 0, 300);
    }

    [Fact]
    public void A_death_that_the_table_forgot_is_written_again()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        silos[2].StopFor(TimeSpan.FromSeconds(40));
        cluster.UntilKnownDead(silos[2]);

        cluster.Table.Forget(silos[2].Address, SiloStatus.Active);
        cluster.Run(60);

        Assert.Equal(SiloStatus.Dead, cluster.Table.StatusOf(silos[2].Address));
        Assert.Equal(SiloStatus.Dead, silos[2].Status);
        cluster.AssertAgreement();
    }

    [Fact]
    public void A_quiet_cluster_asks_little_of_the_table()
    {
        using var cluster = new SimulatedCluster();
        cluster.StartMany(3);
        var before = cluster.Table.Operations;

        cluster.Run(100);

        // A read each five seconds, a sign of life each two.
        Assert.InRange(cluster.Table.Operations - before, 3 * 60, 3 * 80);
    }

    [Fact]
    public void The_directory_is_cleaned_of_the_dead_as_soon_as_it_can_be_reached()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        cluster.Directory.IsAway = true;
        silos[1].Kill();
        cluster.UntilKnownDead(silos[1]);
        cluster.Run(10);
        Assert.Empty(cluster.Directory.Unregistered);

        cluster.Directory.IsAway = false;
        cluster.Run(5);

        Assert.Equal([silos[1].Address], cluster.Directory.Unregistered.Distinct());
    }
}
