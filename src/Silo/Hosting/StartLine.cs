using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Silo.Hosting;

/// <summary>Says in one line that the silo is up, with what, and how to let it mine.</summary>
internal sealed partial class StartLine(
    WorkerPool pool, IOptions<MiningOptions> mining, IOptions<AutoStartOptions> autoStart, IConfiguration configuration, ILogger<StartLine> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var workers = pool.Workers;
        var scanner = mining.Value.Scanner == MiningOptions.AutoScanner ? NonceScanners.Best.Name : mining.Value.Scanner;
        Up(logger, typeof(StartLine).Assembly.GetName().Version?.ToString(3), SiloFacts.Storage(configuration), scanner,
            workers == 1 ? "1 worker" : $"{workers} workers",
            autoStart.Value.AutoStart ? "Ctrl-C stops." : "Not mining: start with --Mining:AutoStart true to mine. Ctrl-C stops.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1001, LogLevel.Information, "MiningGrid {Version} is up: data in {Data}, scanner {Scanner}, {Workers}. {Advice}")]
    private static partial void Up(ILogger logger, string? version, string data, string scanner, string workers, string advice);
}
