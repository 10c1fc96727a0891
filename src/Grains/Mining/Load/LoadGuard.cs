using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MiningGrid.Grains.Mining;

/// <summary>Lets mining rest while other work needs the machine, if <c>Mining:MaxLoad</c> says so.</summary>
internal sealed partial class LoadGuard(
    WorkerPool pool, IOtherWork others, IOptions<MiningOptions> options, TimeProvider time, ILogger<LoadGuard> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly YieldRule? _rule = options.Value.MaxLoad is { } limit ? new YieldRule(limit) : null;
    private TimeSpan? _used;
    private long _readAt;

    /// <summary>Looks at what other work has used since the last look, and acts on it.</summary>
    internal void Look()
    {
        var (before, since) = (_used, _readAt);
        (_used, _readAt) = (others.Read(), time.GetTimestamp());
        var passed = time.GetElapsedTime(since, _readAt);
        if (_rule is null || _used - before is not { } used || passed <= TimeSpan.Zero)
            return;
        var load = Math.Max(0, used / (passed * others.Cores));
        var rests = _rule.Observe(load);
        if (!pool.Rest(rests))
            return;
        if (rests)
            Rests(logger, load, _rule.Limit);
        else
            GoesOn(logger, load);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_rule is null || pool.Workers == 0)
            return;
        using var timer = new PeriodicTimer(Every, time);
        Look();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(1321, LogLevel.Information, "Mining rests: other work uses {Load:p0} of the machine, and Mining:MaxLoad is {Limit:p0}.")]
    private static partial void Rests(ILogger logger, double load, double limit);

    [LoggerMessage(1322, LogLevel.Information, "Mining goes on: other work uses {Load:p0} of the machine.")]
    private static partial void GoesOn(ILogger logger, double load);
}
