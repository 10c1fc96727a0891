using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Before it becomes active, a silo makes sure that the others and it reach each other. Rows of silos that are gone don't keep it: they
/// are probed like any other, and voted dead.
/// </summary>
internal sealed partial class Connectivity(MembershipView view, Monitors monitors, Heartbeats heartbeats, ILocalSiloDetails local, TimeProvider time, ILogger<Connectivity> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <exception cref="JoinRefusedException">All others turn it away.</exception>
    /// <exception cref="OrleansException">The silo was declared dead, or reached too few of the others in the time.</exception>
    public async Task Check(TimeSpan atMost, CancellationToken token)
    {
        var begun = time.GetTimestamp();
        monitors.ProbeAll(true);
        try
        {
            var isSaid = false;
            while (!IsGood(out var missing))
            {
                if (TurnedAwayByAll(missing) is { } reason)
                    throw new JoinRefusedException($"This silo, {local.SiloAddress}, can't join its cluster: every silo of it turns this one away. {reason}");
                var names = string.Join(", ", missing);
                if (time.GetElapsedTime(begun) > atMost)
                    throw new OrleansException($"This silo, {local.SiloAddress}, does not reach {names} of its cluster, and they live, or too few are left to declare them dead. Look at the addresses that they and it advertise, and the network between them.");
                if (!isSaid && missing.TrueForAll(silo => monitors.Find(silo) is { IsSettled: true }))
                {
                    isSaid = true;
                    LogWaiting(logger, names);
                }

                await monitors.Progress.Wait(LookAgain, token);
            }
        }
        finally
        {
            monitors.ProbeAll(false);
        }
    }

    /// <returns>Why all others, who live, turn this silo away; null when one of them may yet answer, or be dead.</returns>
    private string? TurnedAwayByAll(List<SiloAddress> missing) =>
        missing.Count == view.State.Active.Count(silo => !silo.Equals(local.SiloAddress))
        && missing.TrueForAll(silo => heartbeats.HasMoved(silo) && monitors.Find(silo) is { IsSettled: true, TurnedAway: not null })
            ? monitors.Find(missing[0])?.TurnedAway
            : null;

    /// <summary>All have answered; or at least half have, and the others had their time.</summary>
    private bool IsGood(out List<SiloAddress> missing)
    {
        if (view.IsCondemned)
            throw new OrleansException($"This silo, {local.SiloAddress}, was declared dead by others while it joined: they could not reach it there. Look at its advertised address, its port, and the network between them.");
        var others = view.State.Active.Where(silo => !silo.Equals(local.SiloAddress)).ToList();
        missing = others.FindAll(silo => monitors.Find(silo) is not { HasAnswered: true });
        return missing.Count == 0
            || (missing.Count * 2 <= others.Count && missing.TrueForAll(silo => monitors.Find(silo) is { IsSettled: true }));
    }

    [LoggerMessage(EngineEvents.JoinWaits, LogLevel.Warning, "This silo can't become active yet: {Silos} of the membership table don't answer it, and are not declared dead yet.")]
    private static partial void LogWaiting(ILogger logger, string silos);
}
