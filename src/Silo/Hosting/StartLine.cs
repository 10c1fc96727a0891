using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Web;

namespace MiningGrid.Silo.Hosting;

/// <summary>Says in one line that the silo is up, with what, and how to let it mine.</summary>
internal sealed partial class StartLine(
    WorkerPool pool,
    IOptions<AutoStartOptions> autoStart,
    IConfiguration configuration,
    IServer web,
    IHostApplicationLifetime lifetime,
    ILogger<StartLine> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say); // when all that starts with the host has
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        var workers = pool.Workers;
        Up(logger, typeof(StartLine).Assembly.GetName().Version?.ToString(3), SiloFacts.Storage(configuration), pool.ScannerNames,
            workers == 1 ? "1 worker" : $"{workers} workers",
            web.Address(), autoStart.Value.AutoStart ? "Ctrl-C stops." : "Not mining: start with --Mining:AutoStart true to mine. Ctrl-C stops.");
    }

    [LoggerMessage(1001, LogLevel.Information, "MiningGrid {Version} is up: data in {Data}, scanner {Scanner}, {Workers}. Health at {Web}/health/ready. {Advice}")]
    private static partial void Up(ILogger logger, string? version, string data, string scanner, string workers, string web, string advice);
}
