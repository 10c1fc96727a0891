using Microsoft.Extensions.Hosting;
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
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Adds <see cref="IMiningGrid"/>, connected to a grid from outside when the host starts. Lost connections come
    /// back by themselves, to whichever of the grid's silos can be reached.
    /// </summary>
    /// <param name="builder">The program.</param>
    /// <param name="address">Where the grid is.</param>
    /// <param name="clusterId">The grid's name: the setting <c>Clustering:ClusterId</c> of its silos.</param>
    /// <param name="configure">Changes the options; may be null.</param>
    /// <returns>The same program.</returns>
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
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ServiceId = ServiceId;
                cluster.ClusterId = clusterId;
            });
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.CallTimeout);
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = ListRefresh);
            client.UseConnectionRetryFilter(TryFor(options.ConnectFor, TimeProvider.System));
            address.Configure(client);
        });
        builder.Services.AddMiningGridClient(configure);
        return builder;
    }

    private static Func<Exception, CancellationToken, Task<bool>> TryFor(TimeSpan patience, TimeProvider time)
    {
        var began = time.GetTimestamp();
        return async (_, cancellationToken) =>
        {
            if (time.GetElapsedTime(began) + BetweenTries > patience)
                return false;
            await Task.Delay(BetweenTries, time, cancellationToken);
            return true;
        };
    }
}
