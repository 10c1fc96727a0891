using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Client;
using MiningGrid.Client.Connections;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Cluster.Tests.Relays;
using MiningGrid.GrainInterfaces.Grid;
using Orleans.Runtime;

namespace MiningGrid.Cluster.Tests.Grids;

/// <summary>A grid of silo processes around a redis-server of its own, with a client in the test's process.</summary>
internal sealed class RunningGrid : IAsyncDisposable
{
    private readonly List<SiloProcess> _silos = [];
    private readonly (string Name, string Value)[] _settings;
    private readonly RelayedNetwork? _network;
    private IHost? _client;

    private RunningGrid(RedisServer redis, RelayedNetwork? network, (string Name, string Value)[] settings)
    {
        Redis = redis;
        _network = network;
        _settings = settings;
    }

    public RedisServer Redis { get; }

    public string ClusterId { get; } = $"test-{Guid.NewGuid():N}";

    /// <value>Those that run, or are halted.</value>
    public IReadOnlyList<SiloProcess> Silos => _silos;

    public RelayedNetwork Network => _network ?? throw new InvalidOperationException("The grid was started without relays.");

    public IMiningGrid Grid => Services.GetRequiredService<IMiningGrid>();

    public IClusterClient Cluster => Services.GetRequiredService<IClusterClient>();

    private IServiceProvider Services => _client?.Services ?? throw new InvalidOperationException("The client was not started.");

    /// <summary>Starts silos of one worker each, one after the other, and connects to them.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="settings">For all of them, such as <c>("Mining:Workers", "1")</c>.</param>
    public static Task<RunningGrid> Start(int silos, params (string Name, string Value)[] settings) => Start(silos, network: null, settings);

    /// <inheritdoc cref="Start(int, ValueTuple{string, string}[])"/>
    /// <param name="silos">How many.</param>
    /// <param name="network">Lies between them, and between them and the client.</param>
    /// <param name="settings">For all of them.</param>
    public static async Task<RunningGrid> Start(int silos, RelayedNetwork? network, params (string Name, string Value)[] settings)
    {
        var grid = new RunningGrid(await RedisServer.Start("--appendonly", "yes"), network, settings);
        try
        {
            await grid.Grow();
            await Task.WhenAll(Enumerable.Range(1, silos - 1).Select(_ => grid.Grow()));
            await grid.Connect();
            await grid.WaitForNodes(silos);
            return grid;
        }
        catch
        {
            await grid.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a silo.</summary>
    public async Task<SiloProcess> Grow(params (string Name, string Value)[] settings)
    {
        var relay = _network?.Add();
        var silo = await SiloProcess.Start(
        [
            ("Clustering:Provider", "redis"), ("Clustering:ClusterId", ClusterId), ("Redis:ConnectionString", Redis.Endpoint),
            ("Storage:Provider", "redis"), ("Mining:Workers", "1"), .. relay?.Settings ?? [], .. _settings, .. settings,
        ]);
        relay?.LeadsTo(silo);
        lock (_silos)
            _silos.Add(silo);
        return silo;
    }

    /// <summary>Ends a silo without a chance to do anything more.</summary>
    public async Task Kill(SiloProcess silo)
    {
        _silos.Remove(silo);
        silo.Run.Kill();
        await silo.Run.WaitForExit();
        await silo.DisposeAsync();
    }

    /// <summary>Asks a silo to end, and waits until it has.</summary>
    public async Task Stop(SiloProcess silo)
    {
        _silos.Remove(silo);
        var exitCode = await silo.Stop();
        if (exitCode != 0)
            throw new InvalidOperationException(silo.Run.Describe($"ended with exit code {exitCode}"));
        await silo.DisposeAsync();
    }

    /// <summary>Waits until a silo has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForEnd(SiloProcess silo)
    {
        var exitCode = await silo.Run.WaitForExit();
        _silos.Remove(silo);
        await silo.DisposeAsync();
        return exitCode;
    }

    /// <summary>The silo that a grain is on; null when it is on none, or on one that is not there any more.</summary>
    public async Task<SiloProcess?> HostOf(IAddressable grain)
    {
        var address = await Cluster.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return address is null ? null : _silos.SingleOrDefault(silo => silo.SiloPort == address.Endpoint.Port);
    }

    /// <summary>Waits until so many nodes are there and no other is, gone ones aside.</summary>
    public Task WaitForNodes(int count) => GridEventually.Holds(
        async () =>
        {
            var nodes = await Grid.GetNodes();
            var there = nodes.Count(node => node.State is NodeState.Joining or NodeState.Idle or NodeState.Mining);
            return there == count ? null : $"{there} of {count} nodes are there: {string.Join(", ", nodes.Select(node => $"{node.Registration.Name} {node.State}"))}";
        });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Disconnect();
            foreach (var silo in _silos)
                await silo.DisposeAsync();
        }
        finally
        {
            await Redis.DisposeAsync();
        }
    }

    private string? Setting(string name) => Array.Find(_settings, setting => setting.Name == name).Value;

    private async Task Disconnect()
    {
        if (_client is null)
            return;
        using (_client)
            await _client.StopAsync(TimeSpan.FromSeconds(5));
    }

    private async Task Connect()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseMiningGrid(GridAddress.Parse($"redis://{Redis.Endpoint}"), ClusterId, options =>
        {
            options.KeyFile = Setting("Security:KeyFile");
            options.KeyPassphraseFile = Setting("Security:PassphraseFile");
        });
        _client = builder.Build();
        await _client.StartAsync();
    }
}
