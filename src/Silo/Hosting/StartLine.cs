using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Silo.Hosting;

/// <summary>Says in one line that the silo is up, with what, and how to let it mine.</summary>
internal sealed partial class StartLine(IConfiguration configuration, ILogger<StartLine> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var isMining = configuration.GetValue<bool>("Mining:AutoStart");
        Up(logger, typeof(StartLine).Assembly.GetName().Version?.ToString(3), SiloFacts.Storage(configuration),
            NonceScanners.Best.Name, SiloFacts.Workers(configuration),
            isMining ? "Mining." : "Not mining: start with --Mining:AutoStart true to mine, Ctrl-C to stop.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1001, LogLevel.Information, "MiningGrid {Version} is up: data in {Data}, scanner {Scanner}, {Workers} workers. {Mining}")]
    private static partial void Up(ILogger logger, string? version, string data, string scanner, int workers, string mining);
}
