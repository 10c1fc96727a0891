using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Hosting;

/// <summary>A silo of one test, with memory storage and a clock that the test may drive.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public Journal Journal => _host.Services.GetRequiredService<Journal>();

    public Catalog Catalog => _host.Services.GetRequiredService<Catalog>();

    public static async Task<TestSilo> Start(Action<ISiloBuilder>? configure = null, TimeProvider? time = null, bool withStorage = true)
    {
        var host = Build(configure, time, withStorage);
        await host.StartAsync();
        return new TestSilo(host);
    }

    public static IHost Build(Action<ISiloBuilder>? configure = null, TimeProvider? time = null, bool withStorage = true)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<Journal>();
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort: 0, gatewayPort: 0);
            if (withStorage)
                silo.AddMemoryGrainStorageAsDefault();
            configure?.Invoke(silo);
        });
        return builder.Build();
    }

    public Task Stop(CancellationToken token = default) => _host.StopAsync(token);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(new CancellationToken(canceled: true));
        _host.Dispose();
    }
}
