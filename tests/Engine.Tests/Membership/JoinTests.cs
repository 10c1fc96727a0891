using System.Net;
using Compact.Membership;
using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class JoinTests
{
    [Fact]
    public void Silos_that_join_know_each_other()
    {
        using var cluster = new SimulatedCluster();

        var silos = cluster.StartMany(3);

        Assert.All(silos, silo => Assert.Equal(3, silo.Oracle.GetActiveSilos().Length));
        Assert.All(silos, silo => Assert.Empty(silo.Log.Lines));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Many_that_join_at_the_same_moment_all_become_active(int count)
    {
        using var cluster = new SimulatedCluster();
        var silos = Enumerable.Range(1, count).Select(number => cluster.Create(11000 + number)).ToList();

        var started = Task.WhenAll(silos.Select(silo => silo.Start()));

        cluster.Simulation.RunUntil(started, TimeSpan.FromSeconds(20), "all have started");
        cluster.Run(10);
        cluster.AssertAgreement();
        Assert.All(silos, silo => Assert.Equal(SiloStatus.Active, silo.Status));
    }

    [Fact]
    public void A_silo_that_restarts_at_its_endpoint_has_its_earlier_life_declared_dead_at_once()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        silos[0].Vanish();

        var begun = cluster.Simulation.Now;
        var again = cluster.Start(silos[0].Address.Endpoint.Port);

        Assert.InRange((cluster.Simulation.Now - begun).TotalMilliseconds, 0, 100);
        cluster.Run(1);
        Assert.All(cluster.Running, silo => Assert.Equal(SiloStatus.Dead, silo.Sees(silos[0])));
        Assert.Contains(silos[0].Address, cluster.Directory.Unregistered);
        Assert.Equal(1, again.Log.Count(EngineEvents.PredecessorDeclaredDead));
        cluster.AssertAgreement();
    }

    [Theory]
    [InlineData(1, false, 0.3)]
    [InlineData(1, true, 3)]
    [InlineData(2, false, 1)]
    [InlineData(2, true, 6)]
    [InlineData(5, false, 10)]
    [InlineData(5, true, 10)]
    public void Rows_of_silos_that_are_gone_do_not_keep_a_silo_from_starting(int count, bool machinesVanished, double seconds)
    {
        using var cluster = new SimulatedCluster();
        foreach (var silo in cluster.StartMany(count))
        {
            if (machinesVanished)
                silo.Vanish();
            else
                silo.Kill();
        }

        var begun = cluster.Simulation.Now;
        var late = cluster.Start(12000);

        Assert.InRange((cluster.Simulation.Now - begun).TotalSeconds, 0, seconds);
        cluster.Run(30);
        cluster.AssertAgreement();
        Assert.Equal([late.Address], late.Oracle.GetActiveSilos());
    }

    [Fact]
    public void Rows_that_are_long_dead_cost_the_start_no_more_than_a_few_probes()
    {
        using var cluster = new SimulatedCluster();
        foreach (var silo in cluster.StartMany(5))
            silo.Kill();
        cluster.Run(60);

        var begun = cluster.Simulation.Now;
        cluster.Start(12000);

        Assert.InRange((cluster.Simulation.Now - begun).TotalSeconds, 0, 1);
    }

    [Fact]
    public void A_silo_that_reaches_no_other_fails_to_join_and_nobody_else_dies()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(3);
        var lonely = cluster.Create(12000);
        foreach (var silo in silos)
            cluster.Network.Cut(lonely, silo);

        var start = lonely.Start();

        var failure = Assert.Throws<OrleansException>(() => cluster.Simulation.RunUntil(start, SimulatedCluster.Patience, "the start ends"));
        Assert.Contains("declared dead by others", failure.Message, StringComparison.Ordinal);
        cluster.Run(30);
        cluster.AssertAgreement();
        Assert.Equal(3, cluster.Running.Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_silo_that_all_others_turn_away_fails_to_join_with_their_reason_and_nobody_else_dies(int count)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(count);
        var stranger = cluster.Create(12000);
        foreach (var silo in silos)
            cluster.Network.TurnAway(stranger, silo);

        var start = stranger.Start();

        var failure = Assert.Throws<JoinRefusedException>(() => cluster.Simulation.RunUntil(start, TimeSpan.FromSeconds(15), "the start ends"));
        Assert.Contains("has another key", failure.Message, StringComparison.Ordinal);
        cluster.Run(30);
        Assert.All(silos, silo => Assert.Equal(SiloStatus.Active, silo.Status));
        Assert.All(silos, silo => Assert.Equal(count, silo.Oracle.GetActiveSilos().Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Something_that_turns_a_silo_away_for_others_that_are_dead_does_not_keep_it_from_starting(int count)
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(count);
        var late = cluster.Create(12000);
        foreach (var silo in silos)
        {
            silo.Kill();
            cluster.Network.TurnAway(late, silo);
        }

        cluster.Simulation.RunUntil(late.Start(), TimeSpan.FromSeconds(15), "it starts");

        Assert.Equal([late.Address], late.Oracle.GetActiveSilos());
    }

    [Fact]
    public void A_silo_that_one_of_many_does_not_reach_joins()
    {
        using var cluster = new SimulatedCluster();
        var silos = cluster.StartMany(4);
        var late = cluster.Create(12000);
        cluster.Network.Cut(late, silos[2]);

        cluster.Simulation.RunUntil(late.Start(), TimeSpan.FromSeconds(10), "it starts");
        cluster.Run(60);

        cluster.AssertAgreement();
        Assert.Equal(5, cluster.Running.Count());
    }

    [Fact]
    public void A_silo_does_not_join_where_a_later_one_is()
    {
        using var cluster = new SimulatedCluster();
        var early = cluster.Create(11001);
        cluster.Start(11001);

        var start = early.Start();

        var failure = Assert.Throws<OrleansException>(() => cluster.Simulation.RunUntil(start, SimulatedCluster.Patience, "the start ends"));
        Assert.Contains("has started later at the same endpoint", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_does_not_join_under_the_very_address_of_another()
    {
        using var cluster = new SimulatedCluster();
        cluster.Start(11001);
        cluster.Run(1);
        var twin = new SimulatedSilo("twin", SiloAddress.New(IPAddress.Loopback, 11001, 1), cluster.Simulation, cluster.Network, cluster.Table, cluster.Directory, cluster.Configure, TimeSpan.Zero);

        var start = twin.Start();

        var failure = Assert.Throws<OrleansException>(() => cluster.Simulation.RunUntil(start, SimulatedCluster.Patience, "the start ends"));
        Assert.Contains("within the same second", failure.Message, StringComparison.Ordinal);
        twin.Dispose();
    }

    [Fact]
    public void A_silo_waits_for_a_table_that_is_away_and_joins()
    {
        using var cluster = new SimulatedCluster();
        cluster.Table.IsAway = true;
        var silo = cluster.Create(11001);
        var start = silo.Start();
        cluster.Run(60);
        Assert.False(start.IsCompleted);

        cluster.Table.IsAway = false;

        Assert.InRange(cluster.Simulation.RunUntil(() => start.IsCompleted, SimulatedCluster.Patience, "the start ends").TotalSeconds, 0, 6);
        cluster.AssertAgreement();
        Assert.Equal(1, silo.Log.Count(EngineEvents.MembershipTableAway));
        Assert.Equal(1, silo.Log.Count(EngineEvents.MembershipTableBack));
    }

    [Fact]
    public void A_start_without_a_table_fails_after_the_longest_time_to_join()
    {
        using var cluster = new SimulatedCluster(options => options.MaxJoinAttemptTime = TimeSpan.FromSeconds(30));
        cluster.Table.IsAway = true;

        var start = cluster.Create(11001).Start();

        cluster.Simulation.RunUntil(() => start.IsCompleted, TimeSpan.FromSeconds(31), "the start ends");
        Assert.Contains("could not join the cluster simulated: The table is away.", start.Exception!.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_that_died_while_it_joined_is_cleared_away()
    {
        using var cluster = new SimulatedCluster();
        cluster.StartMany(2);
        var stuck = cluster.Create(12000);
        _ = stuck.Start();
        cluster.Simulation.RunUntil(() => cluster.Table.StatusOf(stuck.Address) == SiloStatus.Joining, TimeSpan.FromSeconds(1), "it joins");

        stuck.Kill();

        cluster.Run(30);
        Assert.Equal(SiloStatus.Dead, cluster.Table.StatusOf(stuck.Address));
    }

    [Fact]
    public void Without_liveness_a_silo_that_joins_for_too_long_is_left_alone_and_nobody_is_probed()
    {
        using var cluster = new SimulatedCluster(options => options.LivenessEnabled = false);
        var silos = cluster.StartMany(3);

        silos[1].Kill();
        cluster.Run(600);

        Assert.Equal(0, cluster.Network.Probes);
        Assert.Equal(SiloStatus.Active, cluster.Table.StatusOf(silos[1].Address));
    }

    [Fact]
    public void Clocks_that_differ_by_minutes_do_no_harm()
    {
        using var cluster = new SimulatedCluster();
        cluster.StartMany(2);
        foreach (var (port, skew) in new[] { (12001, -10), (12002, 10) })
            cluster.Simulation.RunUntil(cluster.Create(port, TimeSpan.FromMinutes(skew)).Start(), TimeSpan.FromSeconds(10), "it starts");
        cluster.Run(60);
        cluster.AssertAgreement();

        var victim = cluster.Running.First();
        victim.Kill();

        Assert.InRange(cluster.UntilKnownDead(victim).TotalMilliseconds, 0, 300);
        cluster.Run(60);
        cluster.AssertAgreement();
    }
}
