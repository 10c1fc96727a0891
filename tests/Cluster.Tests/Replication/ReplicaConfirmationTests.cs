using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Silo.Redis;
using MiningGrid.Silo.Replication;
using StackExchange.Redis;

namespace MiningGrid.Cluster.Tests.Replication;

/// <summary>Writes that wait for a real replica, which is stopped and started.</summary>
public sealed class ReplicaConfirmationTests : IAsyncLifetime, IDisposable
{
    private const int Late = 2111;
    private const int CaughtUp = 2112;

    private readonly LogJournal _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private RedisServer _leader = null!;
    private RedisServer _replica = null!;
    private RedisLinks _links = null!;

    public async Task InitializeAsync()
    {
        _leader = await RedisServer.Start();
        _replica = await RedisServer.StartReplica(_leader);
        _links = new RedisLinks(new RedisOptions { ConnectionString = _leader.Endpoint });
    }

    public async Task DisposeAsync()
    {
        await _links.DisposeAsync();
        await _replica.DisposeAsync();
        await _leader.DisposeAsync();
    }

    public void Dispose()
    {
        _services.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task A_confirmed_write_is_on_the_replica()
    {
        var confirmation = Confirmation();
        for (var i = 0; i < 50; i++)
        {
            await Write($"key-{i}", i);
            await confirmation.Wait();

            Assert.Equal(i, (int)await _replica.Ask(database => database.StringGetAsync($"key-{i}")));
        }

        Assert.Empty(_log.Texts);
        Assert.Equal(1, Gauge());
    }

    [Fact]
    public async Task Many_writes_at_once_are_all_on_the_replica()
    {
        var confirmation = Confirmation();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(async i =>
        {
            await Write($"many-{i}", i);
            await confirmation.Wait();
        }));

        var keys = (RedisKey[])[.. Enumerable.Range(0, 500).Select(i => (RedisKey)$"many-{i}")];
        Assert.All(await _replica.Ask(database => database.StringGetAsync(keys)), value => Assert.True(value.HasValue));
        Assert.Empty(_log.Texts);
    }

    [Fact]
    public async Task Without_its_replica_writes_go_on_and_wait_again_when_it_is_back()
    {
        var confirmation = Confirmation();
        await _replica.Stop();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            await Write($"alone-{i}", i);
            await confirmation.Wait();
        }));
        Assert.Equal(1, _log.Count(Late));
        Assert.Equal(0, Gauge());

        await _replica.Start();
        await Eventually.Succeeds(
            async () =>
            {
                await Write("more", 1);
                await confirmation.Wait();
                Assert.Equal(1, _log.Count(CaughtUp));
            },
            "the replica to catch up");
        Assert.Equal(1, Gauge());

        await Write("again", 7);
        await confirmation.Wait();
        Assert.Equal(7, (int)await _replica.Ask(database => database.StringGetAsync("again")));
        Assert.Equal(1, _log.Count(Late));
    }

    [Fact]
    public async Task A_halted_replica_holds_up_writers_once()
    {
        var confirmation = Confirmation(TimeSpan.FromSeconds(1));
        _replica.Pause();

        await Write("first", 1);
        await confirmation.Wait();
        for (var i = 0; i < 1000; i++)
        {
            await Write("more", i);
            await confirmation.Wait();
        }

        Assert.Equal(1, _log.Count(Late));
        _replica.Continue();
    }

    [Fact]
    public async Task A_loss_of_Redis_itself_fails_no_write_that_was_done()
    {
        var confirmation = Confirmation();
        await Write("done", 1);
        await _leader.Kill();

        await confirmation.Wait();

        Assert.Equal(1, _log.Count(Late));
    }

    private ReplicaConfirmation Confirmation(TimeSpan? timeout = null) => new(
        _links,
        Options.Create(new ReplicationOptions { Replicas = 1, Timeout = timeout ?? TimeSpan.FromSeconds(2) }),
        _services.GetRequiredService<IMeterFactory>(),
        TimeProvider.System,
        _log.Logger<ReplicaConfirmation>());

    private async Task Write(string key, int value) => await (await _links.Records.Open()).GetDatabase().StringSetAsync(key, value);

    private int Gauge()
    {
        var value = -1;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "mininggrid.replication.confirmed" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measurement, _, _) => value = measurement);
        listener.Start();
        listener.RecordObservableInstruments();
        return value;
    }
}
