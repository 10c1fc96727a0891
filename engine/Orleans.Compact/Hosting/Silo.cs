using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>The silo as a service of its host: starts and stops the lifecycle.</summary>
internal sealed partial class Silo(SiloLifecycle lifecycle, ILocalSiloDetails details, IServiceProvider services, ILogger<Silo> logger) : IHostedService
{
    private bool _hasStarted;

    public SiloStatus Status { get; private set; } = SiloStatus.Created;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Validate();
        Status = SiloStatus.Joining;
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            participant.Participate(lifecycle);
        _hasStarted = true;
        try
        {
            await lifecycle.OnStart(cancellationToken);
        }
        catch
        {
            await lifecycle.OnStop(CancellationToken.None);
            throw;
        }

        Status = SiloStatus.Active;
        LogStarted(logger, details.Name, details.SiloAddress, details.ClusterId);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_hasStarted)
            return;
        Status = SiloStatus.ShuttingDown;
        LogStopping(logger, details.Name);
        await lifecycle.OnStop(cancellationToken);
        Status = SiloStatus.Dead;
        LogStopped(logger, details.Name);
    }

    private void Validate()
    {
        if (services.GetService<ClusteringChoice>() is null && services.GetService<IMembershipTable>() is null)
            throw new OrleansConfigurationException("Clustering is not configured; call UseLocalhostClustering, or another clustering, in UseOrleans.");
        foreach (var validator in services.GetServices<IConfigurationValidator>())
            validator.ValidateConfiguration();

        // Made now, so that a clash of ids stops the start and not the first call.
        _ = services.GetRequiredService<GrainManifest>();
        _ = services.GetRequiredService<GrainFactory>();
    }

    [LoggerMessage(EngineEvents.SiloStarted, LogLevel.Information, "Silo {Name} at {Address} of cluster {Cluster} has started.")]
    private static partial void LogStarted(ILogger logger, string name, SiloAddress address, string cluster);

    [LoggerMessage(EngineEvents.SiloStopping, LogLevel.Information, "Silo {Name} stops.")]
    private static partial void LogStopping(ILogger logger, string name);

    [LoggerMessage(EngineEvents.SiloStopped, LogLevel.Information, "Silo {Name} has stopped.")]
    private static partial void LogStopped(ILogger logger, string name);
}
