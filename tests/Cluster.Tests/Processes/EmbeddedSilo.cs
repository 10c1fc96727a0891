using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Cluster.Tests.Processes;

/// <summary>A silo in the test's process.</summary>
internal sealed class EmbeddedSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private EmbeddedSilo(IHost host, LogJournal log)
    {
        _host = host;
        Log = log;
    }

    public LogJournal Log { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<EmbeddedSilo> Start(params (string Name, string Value)[] settings)
    {
        var log = new LogJournal();
        var builder = SiloHost.CreateEmbedded(settings.Append(("Mining:DrainTime", "00:00:00")).Select(setting => new KeyValuePair<string, string?>(setting.Item1, setting.Item2)));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(log);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new EmbeddedSilo(host, log);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
