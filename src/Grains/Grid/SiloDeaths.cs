using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.GrainInterfaces.Grid;
using Orleans.Runtime;

namespace MiningGrid.Grains.Grid;

/// <summary>
/// Hears on this silo of the deaths of others. Tells this silo's node, whose calls may be answered elsewhere from now
/// on, and the dispatcher, which may have died there itself: the call makes it anew.
/// </summary>
internal sealed partial class SiloDeaths(
    IGrainFactory grains, IClusterMembershipService membership, TimeProvider time, ILogger<SiloDeaths> logger) : BackgroundService
{
    /// <summary>A silo is dead; on any thread.</summary>
    public event EventHandler? Died;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            ClusterMembershipSnapshot? known = null;
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var changes = known is null ? [] : snapshot.CreateUpdate(known).Changes;
                foreach (var member in changes.Where(member => member.Status == SiloStatus.Dead))
                    Tell(member.SiloAddress);
                known = snapshot;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private void Tell(SiloAddress silo)
    {
        Died?.Invoke(this, EventArgs.Empty);
        _ = TellDispatcher(NodeId.Of(silo));
    }

    private async Task TellDispatcher(string node)
    {
        try
        {
            await new RetriedCalls(time).Make(() => grains.GetGrain<IDispatcherGrain>(0).NodeDied(node));
        }
        catch (Exception e)
        {
            NotTold(logger, node, e);
        }
    }

    [LoggerMessage(1407, LogLevel.Warning, "The dispatcher could not be told that the silo of node {Node} is dead; its leases expire by themselves.")]
    private static partial void NotTold(ILogger logger, string node, Exception cause);
}
