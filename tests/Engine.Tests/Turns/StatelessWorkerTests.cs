using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Turns;

public class StatelessWorkerTests
{
    [Fact]
    public async Task Calls_run_together_on_as_many_activations_as_are_allowed()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IPoolGrain>(0);
        var running = new[] { grain.Work("1"), grain.Work("2"), grain.Work("3") };
        foreach (var gate in new[] { "1", "2", "3" })
            await silo.Journal.Wrote($"begin {gate}");
        var waiting = grain.Work("4");
        Assert.Equal(3, silo.Catalog.Activations.Count());
        Assert.False(silo.Journal.Has("begin 4"));
        silo.Journal.Open("4");
        silo.Journal.Open("1");
        silo.Journal.Open("2");
        silo.Journal.Open("3");
        await waiting;
        Assert.Equal(3, (await Task.WhenAll(running)).Distinct().Count());
    }

    [Fact]
    public async Task An_idle_activation_is_used_before_a_new_one_is_made()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IPoolGrain>(0);
        silo.Journal.Open("1");
        var first = await grain.Work("1");
        Assert.Equal(first, await grain.Work("1"));
        Assert.Single(silo.Catalog.Activations);
    }

    [Fact]
    public void Without_a_limit_it_is_the_number_of_processors()
    {
        var placement = Assert.IsType<StatelessWorkerPlacement>(new StatelessWorkerAttribute().PlacementStrategy);
        Assert.Equal(Environment.ProcessorCount, placement.MaxLocal);
    }

    [Fact]
    public async Task When_its_activations_are_gone_new_ones_are_made()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.GetGrain<IPoolGrain>(0);
        silo.Journal.Open("1");
        var first = await grain.Work("1");
        var activation = silo.Catalog.Activations.Single();
        await activation.DeactivateAsync(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "test"));
        Assert.NotEqual(first, await grain.Work("1"));
    }
}
