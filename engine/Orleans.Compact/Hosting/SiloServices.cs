using Compact.Calls;
using Compact.Calls.Wire;
using Compact.Management;
using Compact.Membership;
using Compact.Networking;
using Compact.Routing;
using Compact.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var builder = new SiloBuilder(services, configuration);
        if (services.Any(service => service.ServiceType == typeof(Silo)))
            return builder;
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddCompactSerialization();
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton(_ => new GrainManifest(GrainAssemblies.Find()));
        services.AddSingleton(provider => new SchedulerSettings(
            provider.GetRequiredService<IOptions<SchedulingOptions>>().Value,
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Orleans.Scheduler")));
        services.AddSingleton<Catalog>();
        services.AddSingleton<ITargetTable>(provider => provider.GetRequiredService<Catalog>());
        services.AddSingleton<MessagingOptions>(provider => provider.GetRequiredService<IOptions<SiloMessagingOptions>>().Value);
        services.AddSingleton<CallRouter>();
        services.AddSingleton<ICallRouter>(provider => provider.GetRequiredService<CallRouter>());
        services.AddSingleton(provider => new ClientIdentity(ClientIds.Of(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress)));
        services.AddSingleton<SystemTargets>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GrainLocator>(provider));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ActivationRegistrar>(provider));
        services.AddSingleton<PlacementDirectors>();
        services.AddSingleton<ActivationCounts>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadSilos>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ActivationCountPublisher>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloControl>();
        services.AddSingleton<IClusterView>(provider => ActivatorUtilities.CreateInstance<ClusterView>(provider));
        MembershipServices.AddTo(services);
        services.AddSingleton<ObserverRegistry>();
        services.AddSingleton<ReferenceRuntime>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<CallSerializer>();
        services.AddSingleton<IClusterClient, ClusterClient>();
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddScoped<IGrainContext>(_ => RuntimeContext.Current!);
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(provider => provider.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<IConfigurationValidator, GrainCollectionOptionsValidator>();
        services.AddSingleton<IdleCollector>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<IdleCollector>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CatalogDrain>();
        services.AddSingleton<LocalPorts>();
        services.AddSingleton(ConnectionMiddleware.OfSilo);
        services.AddSingleton<ConnectionServices>();
        services.AddSingleton<ClientRegistration>();
        services.AddSingleton<Gateway>();
        services.AddSingleton<SiloLinks>();
        services.AddSingleton<ISiloLinks>(provider => provider.GetRequiredService<SiloLinks>());
        services.AddSingleton<SiloPeers>();
        services.AddSingleton<SiloNetwork>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiloPeers>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<Gateway>());
        services.AddSingleton<Silo>();
        services.AddHostedService(provider => provider.GetRequiredService<Silo>());
        return builder;
    }
}
