using MiningGrid.Engine.Tests.Membership.Simulated;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class DeathTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_killed_silo_is_known_dead_to_all_within_300_ms(int count)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(count);

        silos[1].Kill();

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalMilliseconds, 0, 300);
        cluster.AssertAgreement();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_killed_silo_that_takes_connections_for_a_moment_more_is_known_dead_no_later(int count)
    {
        using var cluster = new SimulatedCluster();
        cluster.Network.Dying = TimeSpan.FromMilliseconds(20);
        var silos = cluster.StartMany(count);

        silos[1].Kill();

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalMilliseconds, 0, 300);
        cluster.AssertAgreement();
    }

    [Fact]
    public void A_killed_silo_is_found_without_word_of_the_broken_connection_too()
    {
        using var cluster = new SimulatedCluster();
        cluster.Network.TellsOfBrokenConnections = false;
        var silos = cluster.StartMany(3);

        silos[1].Kill();

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalMilliseconds, 0, 1000);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_silo_whose_machine_vanished_is_known_dead_after_two_to_three_seconds(int count)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(count);

        silos[1].Vanish();

        Assert.InRange(cluster.UntilKnownDead(silos[1]).TotalMilliseconds, 2000, 3000);
    }

    [Fact]
    public void Two_of_three_killed_at_once_are_known_dead_within_a_second()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);

        silos[0].Kill();
        silos[1].Kill();

        var took = cluster.UntilKnownDead(silos[0]) + cluster.UntilKnownDead(silos[1]);
        Assert.InRange(took.TotalMilliseconds, 0, 1000);
        cluster.AssertAgreement();
    }
}
