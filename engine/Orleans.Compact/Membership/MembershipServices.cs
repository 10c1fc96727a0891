using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>The services of the membership; the table comes with the choice of clustering.</summary>
internal static class MembershipServices
{
    public static IServiceCollection AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<ISiloProber, SystemTargetProber>();
        services.AddSingleton<IConfigurationValidator, ClusterMembershipOptionsValidator>();
        services.AddSingleton<MembershipView>();
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<LocalHealth>();
        services.AddSingleton<Gossip>();
        services.AddSingleton<SelfTermination>();
        services.AddSingleton<SharedTable>();
        services.AddSingleton<LocalEntry>();
        services.AddSingleton<DirectoryCleaner>();
        services.AddSingleton<DirectoryRepair>();
        services.AddSingleton<Accuser>();
        services.AddSingleton<MonitorParts>();
        services.AddSingleton<Monitors>();
        services.AddSingleton<Witness>();
        services.AddSingleton<TableRefresher>();
        services.AddSingleton<Herald>();
        services.AddSingleton<Connectivity>();
        services.AddSingleton<MembershipLoops>();
        services.AddSingleton<MembershipOracle>();
        services.AddSingleton<ISiloStatusOracle>(provider => provider.GetRequiredService<MembershipOracle>());
        services.AddSingleton<IClusterMembershipService>(provider => provider.GetRequiredService<MembershipOracle>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MembershipTarget>();
        services.AddSingleton<MembershipAgent>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<MembershipAgent>());
        return services;
    }
}
