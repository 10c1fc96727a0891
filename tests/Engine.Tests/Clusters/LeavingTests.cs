using System.Collections.Concurrent;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.TestingHost;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>Silos that come, stop, and die.</summary>
public class LeavingTests
{
    [Fact]
    public async Task A_grain_that_went_is_found_where_it_is_made_next()
    {
        await using var grid = await TestGrid.Start(3);
        var grain = grid.GrainsOf(0).GetGrain<INearGrain>("moving");
        Assert.Equal(grid[1].SiloAddress, await grid.GrainsOf(1).GetGrain<INearGrain>("moving").Silo());
        Assert.Equal(grid[1].SiloAddress, await grain.Silo());
        await grid.Cluster.DeactivateAsync(grain);
        Assert.Equal(grid[2].SiloAddress, await grid.GrainsOf(2).GetGrain<INearGrain>("moving").Silo());
        Assert.Equal(grid[2].SiloAddress, await grain.Silo());
    }

    [Fact]
    public async Task A_silo_that_joins_gets_its_share_of_new_grains()
    {
        await using var grid = await TestGrid.Start(1);
        await grid.Client.Here("first").Count();
        await grid.Cluster.StartAdditionalSiloAsync();
        await grid.Cluster.WaitForLivenessToStabilizeAsync();
        for (var key = 0; !grid.ServiceOf<Catalog>(1).Activations.Any(); key++)
            await grid.Client.Here($"{key}").Count();
        Assert.Equal(2, await grid.Client.Here("first").Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silo_that_stops_under_load_loses_no_call(bool callerIsClient)
    {
        await using var grid = await TestGrid.Start(3);
        var leaving = grid[1];
        using var load = new Load(callerIsClient ? grid.Client : grid.GrainsOf(0));
        await load.Served(leaving.SiloAddress, 100);
        await grid.Cluster.StopSiloAsync(leaving);
        await load.GoesOn(1000);
        await load.End();
    }

    [Fact]
    public async Task Callers_on_a_silo_that_stops_get_their_answers()
    {
        await using var grid = await TestGrid.Start(2);
        var leaving = grid[1];
        var calls = Enumerable.Range(0, 100).Select(key => grid.GrainsOf(1).Work($"{key}").Work("gate")).ToArray();
        await Eventually.That(() => grid.Journal.Entries.Count(entry => entry == "begin gate") == calls.Length, "all calls to begin");
        var stopped = grid.Cluster.StopSiloAsync(leaving);
        grid.Journal.Open("gate");
        await Eventually.Completes(Task.WhenAll(calls), "all calls to be answered");
        await stopped;
    }

    [Fact]
    public async Task When_a_silo_is_killed_calls_fail_and_the_next_ones_are_served_by_others()
    {
        await using var grid = await TestGrid.Start(3);
        var key = await grid.WorkOn(1);
        var fromSilo = grid.GrainsOf(0).Work(key).Work("never");
        var fromClient = grid.Client.Work(key).Interleaving("never");
        await Eventually.That(() => grid.Journal.Entries.Count(entry => entry == "begin never") == 2, "both calls to begin");
        await grid.Cluster.KillSiloAsync(grid[1]);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => fromSilo);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => fromClient);
        await Eventually.Completes(grid.GrainsOf(0).Work(key).Activation(), "the grain to be there again");
        await Eventually.Completes(grid.Client.Work(key).Activation(), "the client to find it too");
        await grid.Cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        Assert.Equal(2, grid.Cluster.GetActiveSilos().Count());
    }

    [Fact]
    public async Task Listeners_are_told_of_silos_that_come_and_go()
    {
        await using var grid = await TestGrid.Start(2);
        var told = new Listener();
        grid.ServiceOf<ISiloStatusOracle>(0).SubscribeToSiloStatusEvents(told);
        var joined = await grid.Cluster.StartAdditionalSiloAsync();
        await told.Heard(joined.SiloAddress, SiloStatus.Active);
        await grid.Cluster.StopSiloAsync(joined);
        await told.Heard(joined.SiloAddress, SiloStatus.Dead);
        var killed = grid[1];
        await grid.Cluster.KillSiloAsync(killed);
        await told.Heard(killed.SiloAddress, SiloStatus.Dead);
    }

    [Fact]
    public async Task A_cluster_goes_on_when_each_silo_is_replaced()
    {
        await using var grid = await TestGrid.Start(2);
        using var load = new Load(grid.Client);
        await load.GoesOn(100);
        foreach (var silo in grid.Cluster.Silos)
        {
            await grid.Cluster.StartAdditionalSiloAsync();
            await grid.Cluster.WaitForLivenessToStabilizeAsync();
            await grid.Cluster.StopSiloAsync(silo);
            await load.GoesOn(100);
        }

        await load.End();
    }

    private sealed class Listener : ISiloStatusListener
    {
        private readonly ConcurrentQueue<(SiloAddress, SiloStatus)> _heard = new();

        public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => _heard.Enqueue((updatedSilo, status));

        public Task Heard(SiloAddress silo, SiloStatus status) => Eventually.That(() => _heard.Contains((silo, status)), $"{silo} to be {status}");
    }

    /// <summary>Callers that call one grain after the other, each with its own grains, and want every answer.</summary>
    private sealed class Load : IDisposable
    {
        private const int Callers = 20;
        private const int GrainsOfEach = 10;

        private readonly CancellationTokenSource _ended = new();
        private readonly ConcurrentDictionary<SiloAddress, int> _served = new();
        private readonly Task[] _callers;

        public Load(IGrainFactory grains) => _callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(grains, caller)))];

        private int Answered => _served.Values.Sum();

        public Task Served(SiloAddress by, int count) => Eventually.That(() => HasFailed || _served.GetValueOrDefault(by) >= count, $"{count} calls to be served by {by}");

        public Task GoesOn(int count)
        {
            var before = Answered;
            return Eventually.That(() => HasFailed || Answered >= before + count, $"{count} more calls to be answered");
        }

        public async Task End()
        {
            await _ended.CancelAsync();
            await Eventually.Completes(Task.WhenAll(_callers), "the callers to end");
        }

        public void Dispose()
        {
            _ended.Cancel();
            _ended.Dispose();
        }

        private bool HasFailed => _callers.Any(caller => caller.IsFaulted);

        private async Task Call(IGrainFactory grains, int caller)
        {
            for (var call = 0; !_ended.IsCancellationRequested; call++)
                _served.AddOrUpdate(await grains.Here($"{caller} {call % GrainsOfEach}").Silo(), 1, static (_, count) => count + 1);
        }
    }
}
