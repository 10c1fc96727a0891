using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Observers;
using Orleans.GrainDirectory;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Clusters;

public class RoutingTests
{
    [Fact]
    public async Task First_calls_from_all_silos_at_once_make_one_activation_of_each_grain()
    {
        const int grains = 200;
        const int callsOfEach = 4;
        await using var cluster = await LoopCluster.Start(3);
        var counts = await Task.WhenAll(
            from key in Enumerable.Range(0, grains)
            from call in Enumerable.Range(0, callsOfEach)
            from silo in cluster.Active
            select Task.Run(() => cluster.GrainsOf(silo).Here($"{key}").Count()));
        Assert.Equal(grains, counts.Count(count => count == 1));
        Assert.Equal(grains, counts.Count(count => count == 3 * callsOfEach));
        Assert.All(cluster.Active, silo => Assert.NotEmpty(cluster.CatalogOf(silo).Activations));
        Assert.Equal(grains, cluster.Active.Sum(silo => cluster.CatalogOf(silo).Activations.Count()));
    }

    [Fact]
    public async Task Calls_go_from_grain_to_grain_over_silos()
    {
        await using var cluster = await LoopCluster.Start(2);
        var other = await KeyOn(cluster, cluster.Active[1]);
        var caller = await KeyOn(cluster, cluster.Active[0]);
        Assert.Equal(cluster.Active[1], await cluster.GrainsOf(cluster.Active[1]).Here(caller).SiloOf(other));
    }

    [Fact]
    public async Task A_grain_that_prefers_its_callers_silo_is_made_there()
    {
        await using var cluster = await LoopCluster.Start(3);
        foreach (var silo in cluster.Active)
            Assert.Equal(silo, await cluster.GrainsOf(silo).GetGrain<INearGrain>($"near {silo}").Silo());
    }

    [Fact]
    public async Task Stateless_workers_are_on_every_callers_silo()
    {
        await using var cluster = await LoopCluster.Start(3);
        foreach (var silo in cluster.Active)
        {
            Assert.Equal(silo, await cluster.GrainsOf(silo).GetGrain<ILocalWorkerGrain>(0).Silo());
            var key = await KeyOn(cluster, silo);
            Assert.Equal(silo, await cluster.GrainsOf(cluster.Active[0]).Here(key).SiloOfWorker());
        }
    }

    [Fact]
    public async Task A_silo_that_remembers_where_a_grain_was_finds_where_it_is()
    {
        await using var cluster = await LoopCluster.Start(3);
        var (a, b, c) = (cluster.Active[0], cluster.Active[1], cluster.Active[2]);
        Assert.Equal(b, await cluster.GrainsOf(b).GetGrain<INearGrain>("moving").Silo());
        Assert.Equal(b, await cluster.GrainsOf(a).GetGrain<INearGrain>("moving").Silo());
        await cluster.GrainsOf(b).GetGrain<INearGrain>("moving").Deactivate();
        await Eventually.That(() => !cluster.CatalogOf(b).Activations.Any(), "the grain to be gone");
        Assert.Equal(c, await cluster.GrainsOf(c).GetGrain<INearGrain>("moving").Silo());
        Assert.Equal(c, await cluster.GrainsOf(a).GetGrain<INearGrain>("moving").Silo());
        Assert.Empty(cluster.CatalogOf(b).Activations);
    }

    [Fact]
    public async Task Calls_to_a_silo_that_died_fail_and_the_next_one_brings_the_grain_back_on_another()
    {
        await using var cluster = await LoopCluster.Start(3);
        var (a, b) = (cluster.Active[0], cluster.Active[1]);
        var grain = cluster.GrainsOf(a).Work(await WorkOn(cluster, b));
        var running = grain.Work("never");
        await Eventually.That(() => cluster.CatalogOf(b).Activations.Any(activation => activation.Load > 0), "the call to run");
        await cluster.Remove(b);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
        Assert.True(await grain.Activation() > 0);
    }

    [Fact]
    public async Task A_silo_that_stops_waits_for_other_silos_answers_as_long_as_its_callers_do()
    {
        var time = new ManualTime();
        await using var cluster = await LoopCluster.Start(2, silo => silo.Services.AddSingleton<TimeProvider>(time));
        var (a, b) = (cluster.Active[0], cluster.Active[1]);
        var journal = cluster.ServicesOf(b)!.GetRequiredService<Journal>();
        var call = cluster.GrainsOf(a).Work(await WorkOn(cluster, b)).Work("gate");
        await journal.Wrote("begin gate");
        var begun = time.GetUtcNow();

        var stop = cluster.Stop(a);
        await Eventually.That(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return time.GetUtcNow() - begun > TimeSpan.FromSeconds(20);
            },
            "20 s of the silos' time");
        Assert.False(call.IsCompleted);
        journal.Open("gate");

        await Eventually.Completes(call, "the call to be answered");
        await Eventually.That(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                return stop.IsCompleted;
            },
            "the silo to stop");
        await stop;
    }

    [Fact]
    public async Task Observers_are_called_on_the_silo_that_has_them()
    {
        await using var cluster = await LoopCluster.Start(2);
        var ear = new Ear();
        var reference = cluster.GrainsOf(cluster.Active[0]).CreateObjectReference<IEar>(ear);
        foreach (var mouth in Enumerable.Range(0, 8))
            await cluster.GrainsOf(cluster.Active[0]).GetGrain<IMouthGrain>($"{mouth}").Say(reference, $"{mouth}");
        Assert.Equal(8, ear.Heard.Count);
        Assert.Contains(cluster.CatalogOf(cluster.Active[1]).Activations, activation => activation.GrainInstance is MouthGrain);
        cluster.GrainsOf(cluster.Active[0]).DeleteObjectReference<IEar>(reference);
        foreach (var mouth in Enumerable.Range(0, 8))
            await Assert.ThrowsAsync<ClientNotAvailableException>(() => cluster.GrainsOf(cluster.Active[0]).GetGrain<IMouthGrain>($"{mouth}").Say(reference, "gone"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task Calls_that_wait_for_the_directory_ask_it_once()
    {
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(2, directory: directory);
        directory.Hold();
        var calls = Enumerable.Range(0, 100).Select(_ => cluster.GrainsOf(cluster.Active[0]).Here("asked for").Silo()).ToArray();
        directory.Release();
        await Eventually.Completes(Task.WhenAll(calls), "all calls to be answered");
        Assert.Equal(1, directory.Lookups);
    }

    [Fact]
    public async Task Without_a_directory_calls_fail_and_with_it_again_they_do_not()
    {
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(2, directory: directory);
        var grain = cluster.GrainsOf(cluster.Active[0]).Here("lost");
        directory.Failure = new IOException("The directory is away.");
        var failure = await Assert.ThrowsAsync<OrleansMessageRejectionException>(grain.Silo);
        Assert.Contains("The directory is away.", failure.Message, StringComparison.Ordinal);
        directory.Failure = null;
        directory.RegisterFailure = new IOException("The directory is away again.");
        failure = await Assert.ThrowsAsync<OrleansMessageRejectionException>(grain.Silo);
        Assert.Contains("The directory is away again.", failure.Message, StringComparison.Ordinal);
        directory.RegisterFailure = null;
        Assert.Contains(await grain.Silo(), cluster.Active);
    }

    [Fact]
    public async Task An_entry_that_could_not_be_removed_is_replaced()
    {
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(2, directory: directory);
        var grain = cluster.GrainsOf(cluster.Active[0]).Here("staying");
        var silo = await grain.Silo();
        directory.UnregisterFailure = new IOException("The directory is away.");
        await grain.Deactivate();
        await Eventually.That(() => !cluster.CatalogOf(silo).Activations.Any(), "the grain to be gone");
        directory.UnregisterFailure = null;
        Assert.Equal(1, await grain.Count());
        Assert.Equal(2, await grain.Count());
    }

    [Fact]
    public async Task A_silo_that_stops_under_load_loses_no_call()
    {
        await using var cluster = await LoopCluster.Start(3);
        var (a, b) = (cluster.Active[0], cluster.Active[1]);
        using var ended = new CancellationTokenSource();
        var answered = new ConcurrentDictionary<SiloAddress, int>();
        var callers = Enumerable.Range(0, 20).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; !ended.IsCancellationRequested; call++)
                answered.AddOrUpdate(await cluster.GrainsOf(a).Here($"{caller} {call % 10}").Silo(), 1, static (_, count) => count + 1);
        })).ToArray();
        await Eventually.That(() => answered.GetValueOrDefault(b) > 100, "calls to be answered by the silo that is to stop");
        await cluster.Stop(b);
        var before = answered.Values.Sum();
        await Eventually.That(() => answered.Values.Sum() > before + 1000 || callers.Any(caller => caller.IsFaulted), "calls to go on");
        await ended.CancelAsync();
        await Eventually.Completes(Task.WhenAll(callers), "callers to end");
    }

    private static async Task<string> KeyOn(LoopCluster cluster, SiloAddress silo)
    {
        for (var key = 0; ; key++)
        {
            if (silo.Equals(await cluster.GrainsOf(silo).Here($"{silo} {key}").Silo()))
                return $"{silo} {key}";
        }
    }

    private static async Task<string> WorkOn(LoopCluster cluster, SiloAddress silo)
    {
        for (var key = 0; ; key++)
        {
            await cluster.GrainsOf(silo).Work($"{silo} {key}").Activation();
            if (cluster.CatalogOf(silo).Activations.Any(activation => activation.GrainId.Key.ToString() == $"{silo} {key}"))
                return $"{silo} {key}";
        }
    }
}
