using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Client;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Silo.Tests.Client;

/// <summary>A grid of one silo in the test's process, its records in memory.</summary>
internal sealed class RunningGrid : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningGrid(IHost host) => _host = host;

    public IMiningGrid Client => _host.Services.GetRequiredService<IMiningGrid>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<RunningGrid> Start()
    {
        var builder = SiloHost.CreateEmbedded(
            [new(StorageProvider.Setting, StorageProvider.Memory), new("Mining:Workers", "1"), new("Mining:DrainTime", "00:00:00")]);
        builder.Services.AddMiningGridClient();
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
