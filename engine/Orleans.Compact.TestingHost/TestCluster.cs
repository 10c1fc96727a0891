using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster within the process of a test, configured by classes. Its client is the silo's own.</summary>
public class TestCluster : IDisposable, IAsyncDisposable
{
    private InProcessSiloHandle? _silo;
    private IClusterClient? _client;

    public TestCluster(TestClusterOptions options, IReadOnlyList<IConfigurationSource> configurationSources, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        ConfigurationSources = configurationSources;
        PortAllocator = portAllocator;
    }

    public TestClusterOptions Options { get; }

    public IReadOnlyList<IConfigurationSource> ConfigurationSources { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public SiloHandle? Primary => _silo;

    public IReadOnlyList<SiloHandle> SecondarySilos => [];

    public ReadOnlyCollection<SiloHandle> Silos => new(_silo is null ? [] : [_silo]);

    /// <exception cref="InvalidOperationException">The cluster is not deployed, or its client was stopped.</exception>
    public IClusterClient Client => _client ?? throw new InvalidOperationException("The test cluster has no client: it is not deployed, or the client was stopped.");

    public IGrainFactory GrainFactory => Client;

    /// <summary>The client's services.</summary>
    public IServiceProvider ServiceProvider => Client.ServiceProvider;

    public void Deploy() => Blocking.Run(DeployAsync);

    /// <exception cref="NotSupportedException">More than one silo was asked for.</exception>
    public async Task DeployAsync()
    {
        if (_silo is not null)
            throw new InvalidOperationException("The test cluster is deployed already.");
        if (Options.InitialSilosCount > SingleSilo.Max)
            throw SingleSilo.TooMany(Options.InitialSilosCount);
        await StartAsync();
        if (Options.InitializeClientOnDeploy)
            await InitializeClientAsync();
    }

    public Task InitializeClientAsync()
    {
        _client = GetSiloServiceProvider().GetRequiredService<IClusterClient>();
        return Task.CompletedTask;
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        if (_silo is null || (silo is not null && !_silo.SiloAddress.Equals(silo)))
            throw new ArgumentException(silo is null ? "No silo is running." : $"There is no silo {silo}.", nameof(silo));
        return _silo.ServiceProvider;
    }

    public IEnumerable<SiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    public SiloHandle? GetSiloForAddress(SiloAddress siloAddress) => Silos.FirstOrDefault(silo => silo.IsActive && silo.SiloAddress.Equals(siloAddress));

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _silo is null ? null : GrainContexts.Find(_silo.ServiceProvider, grainId);
        return grainContext is not null;
    }

    /// <summary>Completes when the activation that the grain has now, if any, is gone.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) => TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    public Task DeactivateAsync(GrainId grainId) => GrainContexts.DeactivateAsync(TryGetGrainContext(grainId, out var context) ? context : null);

    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>With one silo there is nothing to wait for.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <exception cref="NotSupportedException">There is a silo already.</exception>
    public SiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) => Blocking.Run(() => StartAdditionalSiloAsync(startAdditionalSiloOnNewPort));

    /// <exception cref="NotSupportedException">There is a silo already.</exception>
    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false)
    {
        if (_silo is not null)
            throw SingleSilo.TooMany(SingleSilo.Max + 1);
        return await StartAsync();
    }

    public Task StopSecondarySilosAsync() => Task.CompletedTask;

    public async Task StopPrimarySiloAsync()
    {
        if (_silo is not null)
            await StopSiloAsync(_silo);
    }

    public Task StopClusterClientAsync()
    {
        _client = null;
        return Task.CompletedTask;
    }

    public void StopAllSilos() => Blocking.Run(StopAllSilosAsync);

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopPrimarySiloAsync();
    }

    public Task StopSiloAsync(SiloHandle instance) => RemoveAsync(instance, stopGracefully: true);

    public Task KillSiloAsync(SiloHandle instance) => RemoveAsync(instance, stopGracefully: false);

    /// <summary>Stops the silo and starts one of the same name; the client is that one's then.</summary>
    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        var hadClient = _client is not null;
        await StopSiloAsync(instance);
        await StartAsync();
        if (hadClient)
            await InitializeClientAsync();
        return _silo;
    }

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

    private async Task<InProcessSiloHandle> StartAsync()
    {
        const string name = "Primary";
        var host = new HostBuilder().UseEnvironment(Environments.Development).ConfigureHostConfiguration(configuration =>
        {
            foreach (var source in ConfigurationSources)
                configuration.Add(source);
        });
        var configurators = Options.SiloBuilderConfiguratorTypes.Select(type => Activator.CreateInstance(Type.GetType(type!, throwOnError: true)!)!).ToList();
        foreach (var configurator in configurators.OfType<IHostConfigurator>())
            configurator.Configure(host);
        host.UseOrleans((_, silo) =>
        {
            SingleSilo.Configure(silo, name, Options.ClusterId, Options.ServiceId, PortAllocator.AllocateConsecutivePortPairs(1));
            foreach (var configurator in configurators.OfType<ISiloConfigurator>())
                configurator.Configure(silo);
        });
        _silo = await InProcessSiloHandle.StartAsync(name, instance: 0, host.Build(), CancellationToken.None);
        _silo.ClusterOptions = Options;
        return _silo;
    }

    private async Task RemoveAsync(SiloHandle silo, bool stopGracefully)
    {
        ArgumentNullException.ThrowIfNull(silo);
        if (silo == _silo)
            _silo = null;
        await silo.StopSiloAsync(stopGracefully);
        await silo.DisposeAsync();
    }
}
