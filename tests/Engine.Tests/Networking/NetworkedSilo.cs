using System.Net;
using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>A silo of one test whose ports can be connected to; the system chooses them.</summary>
internal sealed class NetworkedSilo(IHost host) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => Get<IGrainFactory>();

    public Journal Journal => Get<Journal>();

    public SiloAddress Address => Get<ILocalSiloDetails>().SiloAddress;

    public int GatewayPort => Get<ILocalSiloDetails>().GatewayAddress.Endpoint.Port;

    public SiloLinks Links => Get<SiloLinks>();

    public Gateway Gateway => Get<Gateway>();

    public static async Task<NetworkedSilo> Start(Action<ISiloBuilder>? configure = null, TimeProvider? time = null)
    {
        var host = TestSilo.Build(silo =>
        {
            silo.Configure<EndpointOptions>(options =>
            {
                options.GatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT;
                options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0);
            });
            configure?.Invoke(silo);
        }, time);
        await host.StartAsync();
        return new NetworkedSilo(host);
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public Task Stop(CancellationToken token = default) => host.StopAsync(token);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(new CancellationToken(canceled: true));
        host.Dispose();
    }
}
