using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// A cluster within the process of a test, configured by classes: its silos and its client talk over loopback, and share a membership
/// table and a grain directory in memory.
/// </summary>
public class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly SharedCluster _shared;
    private readonly SiloSet _silos = new();
    private TestClient? _client;

    public TestCluster(TestClusterOptions options, IReadOnlyList<IConfigurationSource> configurationSources, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        ConfigurationSources = configurationSources;
        PortAllocator = portAllocator;
        _shared = new SharedCluster(options.ClusterId, options.ServiceId);
    }

    public TestClusterOptions Options { get; }

    public IReadOnlyList<IConfigurationSource> ConfigurationSources { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    /// <value>The first silo; null when it does not run.</value>
    public SiloHandle? Primary => _silos.All.Find(silo => silo.InstanceNumber == 0);

    public IReadOnlyList<SiloHandle> SecondarySilos => [.. _silos.All.Where(silo => silo.InstanceNumber != 0)];

    public ReadOnlyCollection<SiloHandle> Silos => new([.. _silos.All]);

    /// <exception cref="InvalidOperationException">The cluster is not deployed, or its client was stopped.</exception>
    public IClusterClient Client => _client?.Client ?? throw new InvalidOperationException("The test cluster has no client: it is not deployed, or the client was stopped.");

    public IGrainFactory GrainFactory => Client;

    /// <summary>The client's services.</summary>
    public IServiceProvider ServiceProvider => Client.ServiceProvider;

    /// <summary>How long silos take at most, by the options, to agree on who is there.</summary>
    public static TimeSpan GetLivenessStabilizationTime(ClusterMembershipOptions clusterMembershipOptions, bool didKill = false)
    {
        ArgumentNullException.ThrowIfNull(clusterMembershipOptions);
        return Liveness.TimeOf(clusterMembershipOptions, didKill);
    }

    public void Deploy() => Blocking.Run(DeployAsync);

    public async Task DeployAsync()
    {
        if (_silos.All.Count > 0)
            throw new InvalidOperationException("The test cluster is deployed already.");
        await StartAdditionalSilosAsync(Options.InitialSilosCount);
        await WaitForLivenessToStabilizeAsync();
        if (Options.InitializeClientOnDeploy)
            await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        if (_client is not null)
            return;
        var (host, configurators) = CreateHost(Options.ClientBuilderConfiguratorTypes);
        host.UseOrleansClient((context, client) =>
        {
            _shared.Configure(client);
            foreach (var configurator in configurators.OfType<IClientBuilderConfigurator>())
                configurator.Configure(context.Configuration, client);
        });
        _client = await TestClient.StartAsync(host.Build());
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) => _silos.ServicesOf(silo);

    public IEnumerable<SiloHandle> GetActiveSilos() => _silos.Active;

    public SiloHandle? GetSiloForAddress(SiloAddress siloAddress) => _silos.Find(siloAddress);

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext) => (grainContext = _silos.Find(grainId)) is not null;

    /// <summary>Completes when the activation that the grain has now, if any, is gone.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) => TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    public Task DeactivateAsync(GrainId grainId) => _silos.DeactivateAsync(grainId);

    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>Completes when every silo takes for active those that run, and no other.</summary>
    /// <exception cref="TimeoutException">They do not come to agree.</exception>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Liveness.StabilizeAsync(_silos.Active);

    public SiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) => Blocking.Run(() => StartAdditionalSiloAsync(startAdditionalSiloOnNewPort));

    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false) => await StartAsync(_silos.NextNumber());

    public async Task<List<SiloHandle>> StartAdditionalSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort = false)
    {
        var started = new List<SiloHandle>();
        for (var i = 0; i < silosToStart; i++)
            started.Add(await StartAdditionalSiloAsync(startAdditionalSiloOnNewPort));
        return started;
    }

    public async Task StopSecondarySilosAsync()
    {
        foreach (var silo in SecondarySilos.Reverse())
            await StopSiloAsync(silo);
    }

    public Task StopPrimarySiloAsync() => Primary is { } primary ? StopSiloAsync(primary) : Task.CompletedTask;

    public Task StopClusterClientAsync() => Interlocked.Exchange(ref _client, null)?.StopAsync() ?? Task.CompletedTask;

    /// <summary>Ends the client without a word to the cluster.</summary>
    public Task KillClientAsync()
    {
        Interlocked.Exchange(ref _client, null)?.Kill();
        return Task.CompletedTask;
    }

    public void StopAllSilos() => Blocking.Run(StopAllSilosAsync);

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSecondarySilosAsync();
        await StopPrimarySiloAsync();
    }

    public Task StopSiloAsync(SiloHandle instance) => _silos.RemoveAsync(instance, stopGracefully: true);

    /// <summary>Ends a silo as a power cut would: nobody is told, and the others find out.</summary>
    public Task KillSiloAsync(SiloHandle instance) => _silos.RemoveAsync(instance, stopGracefully: false);

    /// <summary>Stops a silo and starts one of the same name.</summary>
    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return await StartAsync(instance.InstanceNumber);
    }

    public async Task<SiloHandle?> RestartStoppedSecondarySiloAsync(string siloName) => await StartAsync(Names.NumberOf(siloName));

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        PortAllocator.Dispose();
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        Blocking.Run(async () => await DisposeAsync());
        GC.SuppressFinalize(this);
    }

    private async Task<InProcessSiloHandle> StartAsync(int number)
    {
        var name = Names.Of(number);
        var (host, configurators) = CreateHost(Options.SiloBuilderConfiguratorTypes);
        host.UseOrleans((_, silo) =>
        {
            _shared.Configure(silo, name, PortAllocator.AllocateConsecutivePortPairs(1));
            foreach (var configurator in configurators.OfType<ISiloConfigurator>())
                configurator.Configure(silo);
        });
        var started = await InProcessSiloHandle.StartAsync(name, (short)number, host.Build(), CancellationToken.None);
        started.ClusterOptions = Options;
        _silos.Add(started);
        return started;
    }

    private (IHostBuilder Host, List<object> Configurators) CreateHost(IEnumerable<string?> configuratorTypes)
    {
        var host = new HostBuilder().UseEnvironment(Environments.Development).ConfigureHostConfiguration(configuration =>
        {
            foreach (var source in ConfigurationSources)
                configuration.Add(source);
        });
        var configurators = configuratorTypes.Select(type => Activator.CreateInstance(Type.GetType(type!, throwOnError: true)!)!).ToList();
        foreach (var configurator in configurators.OfType<IHostConfigurator>())
            configurator.Configure(host);
        return (host, configurators);
    }
}
