using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster within the process of a test. Its client is the silo's own.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private IClusterClient? _client;

    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        PortAllocator = portAllocator;
    }

    public InProcessTestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.ToList().AsReadOnly();

    /// <exception cref="InvalidOperationException">The cluster is not deployed, or its client was stopped.</exception>
    public IClusterClient Client => _client ?? throw new InvalidOperationException("The test cluster has no client: it is not deployed, or the client was stopped.");

    /// <exception cref="NotSupportedException">More than one silo was asked for.</exception>
    public async Task DeployAsync()
    {
        if (_silos.Count > 0)
            throw new InvalidOperationException("The test cluster is deployed already.");
        if (Options.InitialSilosCount > SingleSilo.Max)
            throw SingleSilo.TooMany(Options.InitialSilosCount);
        await StartSilosAsync(Options.InitialSilosCount);
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
        var handle = silo is null ? _silos.Find(other => other.IsActive) : GetSiloForAddress(silo);
        return handle?.ServiceProvider ?? throw new ArgumentException(silo is null ? "No silo is running." : $"There is no silo {silo}.", nameof(silo));
    }

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => _silos.Find(silo => silo.IsActive && silo.SiloAddress.Equals(siloAddress));

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = GetActiveSilos().Select(silo => GrainContexts.Find(silo.ServiceProvider, grainId)).FirstOrDefault(context => context is not null);
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
    public InProcessSiloHandle StartAdditionalSilo() => Blocking.Run(StartAdditionalSiloAsync);

    /// <exception cref="NotSupportedException">There is a silo already.</exception>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    /// <exception cref="NotSupportedException">There would be more than one silo.</exception>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var active = _silos.Count(silo => silo.IsActive);
        if (active + silosToStart > SingleSilo.Max)
            throw SingleSilo.TooMany(active + silosToStart);
        var started = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++)
            started.Add(await StartSiloAsync(_silos.Count, Options));
        return started;
    }

    public async Task<InProcessSiloHandle> StartSiloAsync(int instanceNumber, InProcessTestClusterOptions clusterOptions)
    {
        var silo = await CreateSiloAsync(InProcessTestSiloSpecificOptions.Create(this, clusterOptions, instanceNumber));
        silo.InstanceNumber = (short)instanceNumber;
        _silos.Add(silo);
        return silo;
    }

    public Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        ArgumentNullException.ThrowIfNull(siloOptions);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = nameof(InProcessTestCluster),
            EnvironmentName = Environments.Development,
            DisableDefaults = true,
        });
        builder.UseOrleans(silo => SingleSilo.Configure(silo, siloOptions.SiloName, Options.ClusterId, Options.ServiceId, (siloOptions.SiloPort, siloOptions.GatewayPort)));
        foreach (var configure in Options.SiloHostConfigurationDelegates)
            configure(siloOptions, builder);
        return InProcessSiloHandle.StartAsync(siloOptions.SiloName, instance: 0, builder.Build(), CancellationToken.None);
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => RemoveAsync(instance, stopGracefully: true);

    public Task KillSiloAsync(InProcessSiloHandle instance) => RemoveAsync(instance, stopGracefully: false);

    /// <summary>Stops a silo and starts one of the same name; the client is that one's then.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var hadClient = _client is not null;
        await StopSiloAsync(instance);
        var silo = await StartSiloAsync(instance.InstanceNumber, Options);
        if (hadClient)
            await InitializeClientAsync();
        return silo;
    }

    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos.Reverse())
            await StopSiloAsync(silo);
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
        await StopSilosAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        PortAllocator.Dispose();
    }

    public void Dispose() => Blocking.Run(async () => await DisposeAsync());

    private async Task RemoveAsync(InProcessSiloHandle silo, bool stopGracefully)
    {
        ArgumentNullException.ThrowIfNull(silo);
        _silos.Remove(silo);
        await silo.StopSiloAsync(stopGracefully);
        await silo.DisposeAsync();
    }
}
