using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// A cluster within the process of a test: its silos and its client talk over loopback, and share a membership table and a grain directory
/// in memory.
/// </summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly SharedCluster _shared;
    private readonly SiloSet _silos = new();
    private TestClient? _client;

    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        PortAllocator = portAllocator;
        _shared = new SharedCluster(options.ClusterId, options.ServiceId);
    }

    public InProcessTestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.All.AsReadOnly();

    /// <exception cref="InvalidOperationException">The cluster is not deployed, or its client was stopped.</exception>
    public IClusterClient Client => _client?.Client ?? throw new InvalidOperationException("The test cluster has no client: it is not deployed, or the client was stopped.");

    /// <summary>How long silos take at most, by the options, to agree on who is there.</summary>
    public static TimeSpan GetLivenessStabilizationTime(ClusterMembershipOptions clusterMembershipOptions, bool didKill = false)
    {
        ArgumentNullException.ThrowIfNull(clusterMembershipOptions);
        return Liveness.TimeOf(clusterMembershipOptions, didKill);
    }

    public async Task DeployAsync()
    {
        if (_silos.All.Count > 0)
            throw new InvalidOperationException("The test cluster is deployed already.");
        await StartSilosAsync(Options.InitialSilosCount);
        await WaitForLivenessToStabilizeAsync();
        if (Options.InitializeClientOnDeploy)
            await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        if (_client is not null)
            return;
        var builder = CreateHost();
        builder.UseOrleansClient(_shared.Configure);
        foreach (var configure in Options.ClientHostConfigurationDelegates)
            configure(builder);
        _client = await TestClient.StartAsync(builder.Build());
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) => _silos.ServicesOf(silo);

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => _silos.Active;

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => _silos.Find(siloAddress);

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext) => (grainContext = _silos.Find(grainId)) is not null;

    /// <summary>Completes when the activation that the grain has now, if any, is gone.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) => TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    public Task DeactivateAsync(GrainId grainId) => _silos.DeactivateAsync(grainId);

    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>Completes when every silo takes for active those that run, and no other.</summary>
    /// <exception cref="TimeoutException">They do not come to agree.</exception>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Liveness.StabilizeAsync(_silos.Active);

    public InProcessSiloHandle StartAdditionalSilo() => Blocking.Run(StartAdditionalSiloAsync);

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var started = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++)
            started.Add(await StartSiloAsync(_silos.NextNumber(), Options));
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
        var builder = CreateHost();
        builder.UseOrleans(silo => _shared.Configure(silo, siloOptions.SiloName, (siloOptions.SiloPort, siloOptions.GatewayPort)));
        foreach (var configure in Options.SiloHostConfigurationDelegates)
            configure(siloOptions, builder);
        return InProcessSiloHandle.StartAsync(siloOptions.SiloName, instance: 0, builder.Build(), CancellationToken.None);
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => _silos.RemoveAsync(instance, stopGracefully: true);

    /// <summary>Ends a silo as a power cut would: nobody is told, and the others find out.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => _silos.RemoveAsync(instance, stopGracefully: false);

    /// <summary>Stops a silo and starts one of the same name.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return await StartSiloAsync(instance.InstanceNumber, Options);
    }

    public async Task<InProcessSiloHandle?> RestartStoppedSecondarySiloAsync(string siloName) => await StartSiloAsync(Names.NumberOf(siloName), Options);

    public async Task StopSilosAsync()
    {
        foreach (var silo in Enumerable.Reverse(_silos.All))
            await StopSiloAsync(silo);
    }

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
        await StopSilosAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        PortAllocator.Dispose();
    }

    public void Dispose() => Blocking.Run(async () => await DisposeAsync());

    private static HostApplicationBuilder CreateHost() => Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        ApplicationName = nameof(InProcessTestCluster),
        EnvironmentName = Environments.Development,
        DisableDefaults = true,
    });
}
