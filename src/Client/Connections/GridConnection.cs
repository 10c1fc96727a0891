using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Security;
using MiningGrid.Security.Connections;
using MiningGrid.Security.Keys;
using Orleans.Configuration;

namespace MiningGrid.Client.Connections;

/// <summary>Connects a program to a grid that runs elsewhere.</summary>
public static class GridConnection
{
    /// <summary>The service id of every grid.</summary>
    public const string ServiceId = "minegrid";

    /// <summary>The name of a grid that was given no other.</summary>
    public const string DefaultClusterId = "minegrid";

    private static readonly TimeSpan ListRefresh = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds <see cref="IMiningGrid"/>, connected to a grid from outside when the host starts. Lost connections come
    /// back by themselves, to whichever of the grid's silos can be reached.
    /// </summary>
    /// <param name="builder">The program.</param>
    /// <param name="address">Where the grid is.</param>
    /// <param name="clusterId">The grid's name: the setting <c>Clustering:ClusterId</c> of its silos.</param>
    /// <param name="configure">Changes the options; may be null.</param>
    /// <returns>The same program.</returns>
    /// <exception cref="GridKeyException">The key of <see cref="MiningGridClientOptions.KeyFile"/> can't be used.</exception>
    public static IHostApplicationBuilder UseMiningGrid(
        this IHostApplicationBuilder builder,
        GridAddress address,
        string clusterId = DefaultClusterId,
        Action<MiningGridClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(address);
        var options = new MiningGridClientOptions();
        configure?.Invoke(options);
        var key = options.KeyFile is null ? null : GridKeyFile.Open(options.KeyFile, options.KeyPassphraseFile, TimeProvider.System);
        var keyed = key is null ? null : new KeyedConnections(key, TimeProvider.System);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ServiceId = ServiceId;
                cluster.ClusterId = clusterId;
            });
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.CallTimeout);
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = ListRefresh);
            client.UseConnectionRetryFilter(new ConnectPatience(options.ConnectFor, keyed, TimeProvider.System).ShouldRetry);
            if (keyed is not null)
                client.Configure<ClientConnectionOptions>(connection => connection.ConfigureConnection(keyed.Outgoing));
            address.Configure(client);
        });
        if (key is not null)
            builder.Services.AddSingleton(_ => key); // made by the container, so that it is disposed of with it
        builder.Services.AddMiningGridClient(configure);
        return builder;
    }
}
