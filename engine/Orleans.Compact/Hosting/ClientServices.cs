using Compact.Calls;
using Compact.Calls.Wire;
using Compact.Networking;
using Compact.Routing;
using Compact.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The services of an outside client.</summary>
internal static class ClientServices
{
    public static IClientBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(Silo)))
            throw new OrleansConfigurationException("UseOrleansClient is for programs without a silo; where UseOrleans is called, its IClusterClient is there already.");
        var builder = new ClientBuilder(services, configuration);
        if (services.Any(service => service.ServiceType == typeof(OutsideClient)))
            return builder;
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddCompactSerialization();
        services.AddSingleton(_ => new GrainManifest(GrainAssemblies.Find()));
        services.AddSingleton(_ => new ClientIdentity(ClientIds.New()));
        services.AddSingleton<MessagingOptions>(provider => provider.GetRequiredService<IOptions<ClientMessagingOptions>>().Value);
        services.AddSingleton<ITargetTable, ClientTargets>();
        services.AddSingleton<ICallRouter, ClientRouter>();
        services.AddSingleton<ObserverRegistry>();
        services.AddSingleton<ReferenceRuntime>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<CallSerializer>();
        services.AddSingleton<IClusterClient, ClusterClient>();
        services.AddSingleton(ConnectionMiddleware.OfClient);
        services.AddSingleton<ConnectionServices>();
        services.AddSingleton<GatewayList>();
        services.AddSingleton<ConnectionStatus>();
        services.AddSingleton<ClientLinks>();
        services.AddSingleton<OutsideClient>();
        services.AddHostedService(provider => provider.GetRequiredService<OutsideClient>());
        return builder;
    }
}
