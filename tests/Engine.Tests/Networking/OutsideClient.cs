using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>A client of one test, in a host of its own.</summary>
internal sealed class OutsideClient(IHost host) : IAsyncDisposable
{
    public IClusterClient Grains => host.Services.GetRequiredService<IClusterClient>();

    public static async Task<OutsideClient> Connect(IEnumerable<int> gatewayPorts, Action<IClientBuilder>? configure = null)
    {
        var host = Build(gatewayPorts, configure);
        await host.StartAsync();
        return new OutsideClient(host);
    }

    public static Task<OutsideClient> Connect(NetworkedSilo silo, Action<IClientBuilder>? configure = null) => Connect([silo.GatewayPort], configure);

    public static IHost Build(IEnumerable<int> gatewayPorts, Action<IClientBuilder>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering([.. gatewayPorts]);
            client.Configure<GatewayOptions>(options => options.PreferredGatewayIndex = 0);
            configure?.Invoke(client);
        });
        return builder.Build();
    }

    public Task Stop() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
