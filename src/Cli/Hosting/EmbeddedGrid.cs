using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Client;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Cli.Hosting;

/// <summary>A grid of one silo in this process.</summary>
internal sealed class EmbeddedGrid : GridSession
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly IHost _host;

    private EmbeddedGrid(IHost host)
    {
        _host = host;
        Client = host.Services.GetRequiredService<IMiningGrid>();
    }

    public override IMiningGrid Client { get; }

    /// <summary>What hashes in this process.</summary>
    public WorkerPool Workers => _host.Services.GetRequiredService<WorkerPool>();

    /// <exception cref="CommandException">The silo can't start, and it is known why.</exception>
    public static async Task<EmbeddedGrid> Start(IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken stopping)
    {
        IHost? host = null;
        try
        {
            var builder = SiloHost.CreateEmbedded(settings);
            builder.Services.AddMiningGridClient();
            host = builder.Build();
            await host.StartAsync(stopping);
            return new(host);
        }
        catch (Exception exception)
        {
            host?.Dispose();
            if (StartFailure.Explain(exception) is { } failure)
                throw new CommandException(failure.ExitCode, failure.Message, exception);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _host.StopAsync(StopPatience);
        _host.Dispose();
    }

    /// <summary>The settings that several commands share.</summary>
    public static Dictionary<string, string?> Settings(int? workers)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Mining:DrainTime"] = "00:00:00.2", // no other node waits for this one's leases
        };
        if (workers is not null)
            settings["Mining:Workers"] = $"{workers}";
        return settings;
    }
}
