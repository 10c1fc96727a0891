using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>What a silo does for the membership for as long as it is a member.</summary>
internal sealed partial class MembershipLoops : IDisposable
{
    // What still waits for a table that is away is left to itself.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly SharedTable _table;
    private readonly TableRefresher _refresher;
    private readonly Monitors _monitors;
    private readonly DirectoryCleaner _directory;
    private readonly DirectoryRepair _repair;
    private readonly LocalHealth _health;
    private readonly ClusterMembershipOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _all = Task.CompletedTask;

    public MembershipLoops(
        SharedTable table,
        TableRefresher refresher,
        Monitors monitors,
        DirectoryCleaner directory,
        DirectoryRepair repair,
        LocalHealth health,
        IOptions<ClusterMembershipOptions> options,
        TimeProvider time,
        ILogger<MembershipLoops> logger)
    {
        _table = table;
        _refresher = refresher;
        _monitors = monitors;
        _directory = directory;
        _repair = repair;
        _health = health;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _health.StoodStill += (_, _) => _refresher.Soon();
    }

    public void RefreshSoon() => _refresher.Soon();

    public void Start()
    {
        _health.Start();
        var token = _stop.Token;
        _all = Task.WhenAll(
            Run("reading the table", _refresher.Run(token)),
            Run("probing", _monitors.Run(token)),
            Run("cleaning the directory", _directory.Run(token)),
            Run("registering grains again", _repair.Run(token)),
            Run("writing that it is alive", Every(_options.IAmAliveTablePublishTimeout, WriteIAmAlive, token)),
            Run("removing the dead", _options.DefunctSiloCleanupPeriod is { } period ? Every(period, _table.CleanUp, token) : Task.CompletedTask));
    }

    public async Task Stop()
    {
        _health.Dispose();
        await EndAll();
        await Task.WhenAny(_all, Task.Delay(StopTimeout, _time));
    }

    public void Dispose() => _stop.Dispose();

    private async Task WriteIAmAlive()
    {
        try
        {
            await _table.WriteIAmAlive();
        }
        catch
        {
            // The table is away, or has lost this silo's row: that shows when it is read.
            _refresher.Soon();
            throw;
        }
    }

    private Task EndAll()
    {
        _stop.Cancel();
        return Task.CompletedTask;
    }

    private async Task Run(string what, Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
        catch (Exception exception)
        {
            LogFailed(_logger, exception, what);
        }
    }

    private async Task Every(TimeSpan period, Func<Task> action, CancellationToken token)
    {
        while (true)
        {
            await Task.Delay(period, _time, token);
            try
            {
                await action();
            }
            catch (Exception exception)
            {
                LogMissed(_logger, exception);
            }
        }
    }

    [LoggerMessage(EngineEvents.MembershipTableMissed, LogLevel.Debug, "A write to the membership table has failed; it is made again in its next turn.")]
    private static partial void LogMissed(ILogger logger, Exception exception);

    [LoggerMessage(EngineEvents.MembershipLoopFailed, LogLevel.Error, "Of the membership, {What} has ended with an error.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string what);
}
