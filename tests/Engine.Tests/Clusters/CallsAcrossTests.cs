using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Observers;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>What a call does within a silo it does between silos too.</summary>
public class CallsAcrossTests
{
    [Fact]
    public async Task First_calls_from_everywhere_at_once_make_one_activation_of_each_grain()
    {
        const int grains = 200;
        const int callsOfEach = 3;
        await using var grid = await TestGrid.Start(3);
        IGrainFactory[] callers = [grid.GrainsOf(0), grid.GrainsOf(1), grid.GrainsOf(2), grid.Client];
        var counts = await Task.WhenAll(
            from key in Enumerable.Range(0, grains)
            from call in Enumerable.Range(0, callsOfEach)
            from caller in callers
            select Task.Run(() => caller.Here($"{key}").Count()));
        Assert.Equal(grains, counts.Count(count => count == 1));
        Assert.Equal(grains, counts.Count(count => count == callers.Length * callsOfEach));
        var activations = Enumerable.Range(0, 3).Select(silo => grid.ServiceOf<Catalog>(silo).Activations.Count()).ToArray();
        Assert.All(activations, count => Assert.NotEqual(0, count));
        Assert.Equal(grains, activations.Sum());
    }

    [Fact]
    public async Task Grains_call_grains_on_other_silos()
    {
        await using var grid = await TestGrid.Start(2);
        var (here, there) = (await grid.HereOn(0), await grid.HereOn(1));
        Assert.Equal(grid[1].SiloAddress, await grid.GrainsOf(0).Here(here).SiloOf(there));
        Assert.Equal(grid[0].SiloAddress, await grid.Client.Here(there).SiloOf(here));
    }

    [Fact]
    public async Task Stateless_workers_are_on_their_callers_silo()
    {
        await using var grid = await TestGrid.Start(3);
        for (var silo = 0; silo < 3; silo++)
        {
            Assert.Equal(grid[silo].SiloAddress, await grid.GrainsOf(silo).GetGrain<ILocalWorkerGrain>(0).Silo());
            Assert.Equal(grid[silo].SiloAddress, await grid.Client.Here(await grid.HereOn(silo)).SiloOfWorker());
        }
    }

    [Fact]
    public async Task Observers_of_clients_and_silos_are_called_from_every_silo()
    {
        await using var grid = await TestGrid.Start(3);
        foreach (var owner in new[] { grid.Client, grid.GrainsOf(0) })
        {
            var ear = new Ear();
            var reference = owner.CreateObjectReference<IEar>(ear);
            for (var silo = 0; silo < 3; silo++)
            {
                Assert.Equal((2 * silo) + 1, await grid.GrainsOf(silo).GetGrain<IMouthGrain>($"{silo}").Say(reference, "asked"));
                await grid.GrainsOf(silo).GetGrain<IMouthGrain>($"{silo}").Notice(reference, "told");
                await Eventually.That(() => ear.Heard.Count == (2 * silo) + 2, "the word that nobody waits for");
            }

            GC.KeepAlive(ear);
        }
    }

    [Fact]
    public async Task A_call_chain_over_silos_may_come_back_where_that_is_allowed()
    {
        await using var grid = await TestGrid.Start(2);
        var key = await grid.WorkOn(0);
        for (var other = 0; other < 8; other++)
            await Eventually.Completes(grid.GrainsOf(1).Work(key).CallBackThrough($"{other}", allowReentrancy: true), "the call to come back");
    }

    [Fact]
    public async Task Cancelling_reaches_a_grain_on_another_silo()
    {
        await using var grid = await TestGrid.Start(2);
        foreach (var caller in new[] { grid.GrainsOf(0), grid.Client })
        {
            using var cancellation = new CancellationTokenSource();
            var before = grid.Journal.Entries.Length;
            var call = caller.Work(await grid.WorkOn(1)).WaitForCancellation(cancellation.Token);
            await Eventually.That(() => grid.Journal.Entries.Skip(before).Contains("waiting"), "the grain to wait");
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            await Eventually.That(() => grid.Journal.Entries.Skip(before).Contains("cancelled in turn"), "the grain's token to be cancelled");
        }
    }

    [Fact]
    public async Task Exceptions_keep_their_type_and_fields()
    {
        await using var grid = await TestGrid.Start(2);
        var key = await grid.WorkOn(1);
        foreach (var caller in new[] { grid.GrainsOf(0), grid.Client })
        {
            Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => caller.Work(key).Fail("no"))).Message);
            Assert.Equal(7, (await Assert.ThrowsAsync<OwnException>(() => caller.Work(key).FailWithOwn(7))).Code);
        }
    }

    [Fact]
    public async Task The_request_context_travels_along()
    {
        await using var grid = await TestGrid.Start(2);
        RequestContext.Set("who", "a test");
        for (var key = 0; key < 8; key++)
            Assert.Equal("a test", await grid.Client.GetGrain<ICallerGrain>($"{key}").ContextThrough("who", $"{key} other"));
    }

    [Fact]
    public async Task One_way_calls_reach_other_silos()
    {
        await using var grid = await TestGrid.Start(3);
        for (var key = 0; key < 30; key++)
        {
            await grid.GrainsOf(key % 3).Work($"{key}").Tell($"told {key}");
            await grid.Client.Work($"{key}").Tell($"told {key} by the client");
        }

        for (var key = 0; key < 30; key++)
        {
            await grid.Journal.Wrote($"told {key}");
            await grid.Journal.Wrote($"told {key} by the client");
        }

        Assert.Equal(30, Enumerable.Range(0, 3).Sum(silo => grid.ServiceOf<Catalog>(silo).Activations.Count()));
    }
}
