using Compact.Membership;
using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.GrainDirectory;
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

    /// <summary>Ends the silo as a power cut would: connections break, and nothing is finished, written or said. For tests.</summary>
    public async Task KillAsync()
    {
        Status = SiloStatus.Dead;
        services.GetRequiredService<Catalog>().Abandon();
        services.GetRequiredService<SchedulerSettings>().IsHalted = true;
        services.GetRequiredService<SiloNetwork>().Abort();
        await services.GetRequiredService<MembershipLoops>().Stop();
    }

    private void Validate()
    {
        var table = services.GetService<IMembershipTable>();
        if (table is null)
            throw new OrleansConfigurationException("Clustering is not configured; call UseLocalhostClustering, or another clustering, in UseOrleans.");
        if (table is not InMemoryMembershipTable && services.GetService<IGrainDirectory>() is null)
            throw new OrleansConfigurationException("Silos that share a membership table need a grain directory that they share too; call UseRedisGrainDirectoryAsDefault in UseOrleans.");
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
