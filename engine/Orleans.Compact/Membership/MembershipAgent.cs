using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// This silo's life in the membership table. It joins when its connections and services are up, is active when everything is,
/// says that it shuts down before anything of it stops, and that it is dead when its grains have gone.
/// </summary>
internal sealed partial class MembershipAgent(
    MembershipView view,
    SharedTable table,
    LocalEntry entry,
    Connectivity connectivity,
    Accuser accuser,
    DirectoryCleaner directory,
    Herald herald,
    MembershipLoops loops,
    ILocalSiloDetails local,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<MembershipAgent> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(3);
    private readonly ClusterMembershipOptions _options = options.Value;
    private Task _herald = Task.CompletedTask;
    private bool _hasJoined;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<MembershipAgent>(ServiceLifecycleStage.AfterRuntimeGrainServices, Join, Leave);
        lifecycle.Subscribe<MembershipAgent>(ServiceLifecycleStage.ValidateInitialConnectivity, CheckConnectivity);
        lifecycle.Subscribe<MembershipAgent>(ServiceLifecycleStage.BecomeActive, BecomeActive, BeginToLeave);
    }

    private async Task Join(CancellationToken token)
    {
        _herald = herald.Run();
        try
        {
            await Retry.For(_options.MaxJoinAttemptTime, WriteJoining, time, token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OrleansException($"This silo, {local.SiloAddress}, could not join the cluster {local.ClusterId}: {exception.Message}", exception);
        }

        view.SetLocalStatus(SiloStatus.Joining);
        accuser.HasJoined();
        loops.Start();
    }

    private async Task WriteJoining()
    {
        await table.Initialize();
        RowWrite? write = null;
        while (await table.Change(read => write = entry.Join(read)))
        {
            _hasJoined = write!.Entry.SiloAddress.Equals(local.SiloAddress);
            if (_hasJoined)
                continue;
            LogPredecessor(logger, write.Entry.SiloAddress);
            directory.Add(write.Entry.SiloAddress);
        }

        _hasJoined = true;
    }

    private async Task CheckConnectivity(CancellationToken token)
    {
        if (_options.LivenessEnabled)
            await connectivity.Check(_options.MaxJoinAttemptTime, token);
    }

    private async Task BecomeActive(CancellationToken token)
    {
        await Retry.For(_options.MaxJoinAttemptTime, () => table.Change(read => entry.Become(SiloStatus.Active, read)), time, token);
        if (view.IsCondemned)
            throw Condemned();
        view.SetLocalStatus(SiloStatus.Active);
        loops.RefreshSoon();
    }

    private Task BeginToLeave(CancellationToken token) => SayGoodbye(token.IsCancellationRequested ? SiloStatus.Stopping : SiloStatus.ShuttingDown, token);

    private async Task Leave(CancellationToken token)
    {
        if (_hasJoined)
        {
            view.ExpectDeath();
            await SayGoodbye(SiloStatus.Dead, token);
        }

        view.SetLocalStatus(SiloStatus.Dead);
        await loops.Stop();
        await _herald;
    }

    /// <summary>Tries to write it; if that fails the others find out.</summary>
    private async Task SayGoodbye(SiloStatus status, CancellationToken token)
    {
        if (!_hasJoined || view.IsCondemned)
            return;
        if (status != SiloStatus.Dead)
            view.SetLocalStatus(status);
        try
        {
            await Retry.For(LeaveTimeout, () => table.Change(read => entry.Become(status, read)), time, token).WaitAsync(LeaveTimeout, time, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogGoodbyeNotWritten(logger, exception, status);
        }
    }

    private OrleansException Condemned() => new(
        $"This silo, {local.SiloAddress}, was declared dead by others while it started: they could not reach it there. Look at its advertised address, its port, and the network between them.");

    [LoggerMessage(EngineEvents.PredecessorDeclaredDead, LogLevel.Information, "{Silo}, which was at this silo's endpoint before it, has been declared dead.")]
    private static partial void LogPredecessor(ILogger logger, SiloAddress silo);

    [LoggerMessage(EngineEvents.GoodbyeNotWritten, LogLevel.Warning, "It could not be written into the membership table that this silo is {Status}; the others will find out by its silence.")]
    private static partial void LogGoodbyeNotWritten(ILogger logger, Exception exception, SiloStatus status);
}
