using System.Net;
using Compact.Networking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Orleans.Hosting;

/// <summary>Services and options of a client, and how it finds its cluster.</summary>
public static class ClientBuilderExtensions
{
    public static IClientBuilder ConfigureServices(this IClientBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(builder.Services);
        return builder;
    }

    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class =>
        builder.ConfigureServices(services => services.Configure(configureOptions));

    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, IConfiguration configuration)
        where TOptions : class =>
        builder.ConfigureServices(services => services.AddOptions<TOptions>().Bind(configuration));

    /// <summary>The gateway of a silo on this machine's loopback address.</summary>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        string serviceId = ClusterOptions.DevelopmentServiceId,
        string clusterId = ClusterOptions.DevelopmentClusterId) =>
        builder.UseLocalhostClustering([gatewayPort], serviceId, clusterId);

    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder,
        int[] gatewayPorts,
        string serviceId = ClusterOptions.DevelopmentServiceId,
        string clusterId = ClusterOptions.DevelopmentClusterId)
    {
        ArgumentNullException.ThrowIfNull(gatewayPorts);
        return builder
            .UseStaticClustering([.. gatewayPorts.Select(port => new IPEndPoint(IPAddress.Loopback, port))])
            .ConfigureServices(services => DevelopmentCluster.Configure(services, serviceId, clusterId));
    }

    public static IClientBuilder UseStaticClustering(this IClientBuilder builder, params IPEndPoint[] endpoints) =>
        builder.UseStaticClustering(options => options.Gateways = [.. endpoints.Select(endpoint => GatewayUri.Of(endpoint))]);

    public static IClientBuilder UseStaticClustering(this IClientBuilder builder, Action<StaticGatewayListProviderOptions> configureOptions) =>
        builder.UseStaticClustering(options => options.Configure(configureOptions));

    public static IClientBuilder UseStaticClustering(this IClientBuilder builder, Action<OptionsBuilder<StaticGatewayListProviderOptions>> configureOptions) =>
        builder.ConfigureServices(services =>
        {
            configureOptions?.Invoke(services.AddOptions<StaticGatewayListProviderOptions>());
            services.Replace(ServiceDescriptor.Singleton<IGatewayListProvider, StaticGatewayListProvider>());
        });

    /// <summary>Whether a client that starts, and reaches no gateway, tries again; without a filter its host fails to start.</summary>
    public static IClientBuilder UseConnectionRetryFilter(this IClientBuilder builder, Func<Exception, CancellationToken, Task<bool>> connectionRetryFilter) =>
        builder.UseConnectionRetryFilter(new DelegateRetryFilter(connectionRetryFilter));

    public static IClientBuilder UseConnectionRetryFilter(this IClientBuilder builder, IClientConnectionRetryFilter connectionRetryFilter) =>
        builder.ConfigureServices(services => services.AddSingleton(connectionRetryFilter));

    public static IClientBuilder UseConnectionRetryFilter<TConnectionRetryFilter>(this IClientBuilder builder)
        where TConnectionRetryFilter : class, IClientConnectionRetryFilter =>
        builder.ConfigureServices(services => services.AddSingleton<IClientConnectionRetryFilter, TConnectionRetryFilter>());

    public static IClientBuilder AddGatewayCountChangedHandler(this IClientBuilder builder, GatewayCountChangedHandler handler) =>
        builder.ConfigureServices(services => services.AddSingleton(handler));

    public static IClientBuilder AddGatewayCountChangedHandler(this IClientBuilder builder, Func<IServiceProvider, GatewayCountChangedHandler> handlerFactory) =>
        builder.ConfigureServices(services => services.AddSingleton(handlerFactory));

    public static IClientBuilder AddClusterConnectionStatusObserver<TObserver>(this IClientBuilder builder, TObserver observer)
        where TObserver : IClusterConnectionStatusObserver =>
        builder.ConfigureServices(services => services.AddSingleton<IClusterConnectionStatusObserver>(observer));

    public static IClientBuilder AddClusterConnectionStatusObserver<TObserver>(this IClientBuilder builder)
        where TObserver : class, IClusterConnectionStatusObserver =>
        builder.ConfigureServices(services => services.AddSingleton<IClusterConnectionStatusObserver, TObserver>());

    /// <summary>Told when the client has lost its last gateway; it goes on looking for one.</summary>
    public static IClientBuilder AddClusterConnectionLostHandler(this IClientBuilder builder, ConnectionToClusterLostHandler handler) =>
        builder.ConfigureServices(services => services.AddSingleton(handler));

    public static IClientBuilder AddClusterConnectionLostHandler(this IClientBuilder builder, Func<IServiceProvider, ConnectionToClusterLostHandler> handlerFactory) =>
        builder.ConfigureServices(services => services.AddSingleton(handlerFactory));
}
