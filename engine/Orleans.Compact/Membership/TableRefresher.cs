using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Reads the table again and again, and at once when there is reason to.</summary>
internal sealed partial class TableRefresher(
    SharedTable table,
    MembershipView view,
    Accuser accuser,
    DirectoryRepair directory,
    ILocalSiloDetails local,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<TableRefresher> logger)
{
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(2);
    private readonly Signal _soon = new(time);

    public void Soon() => _soon.Set();

    public async Task Run(CancellationToken token)
    {
        var period = options.Value.TableRefreshTimeout;
        var delay = period;
        var isAway = false;
        while (true)
        {
            await _soon.Wait(delay, token);
            try
            {
                // What comes back may be empty.
                if (isAway)
                    await table.Initialize();
                isAway = true;
                await Refresh();
                isAway = false;
                delay = period;
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception);
                delay = period < RetryDelayMax ? period : RetryDelayMax;
            }
        }
    }

    private async Task Refresh()
    {
        var read = await table.Read();
        if (TableRepair.Next(read, view.State, local.SiloAddress) is not null)
        {
            LogRepairing(logger, read.Version.Version, view.Current.Version);
            directory.Soon();
            for (var rows = 0; rows <= view.State.Entries.Count; rows++)
            {
                if (!await table.Change(now => TableRepair.Next(now, view.State, local.SiloAddress)))
                    break;
            }
        }

        if (view.LocalStatus == SiloStatus.Active && options.Value.LivenessEnabled && accuser.Overdue(read) is not null)
            await accuser.Write(accuser.Overdue);
    }

    [LoggerMessage(EngineEvents.MembershipTableMissed, LogLevel.Debug, "The membership table could not be read.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(EngineEvents.MembershipTableRepaired, LogLevel.Warning, "The membership table has lost what was written to it: its version is {Version}, {Known} was seen. This silo writes back what it knows.")]
    private static partial void LogRepairing(ILogger logger, int version, MembershipVersion known);
}
