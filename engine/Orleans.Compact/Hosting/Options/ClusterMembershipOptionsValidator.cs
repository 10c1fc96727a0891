using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Refuses settings by which silos would never be found dead, or always.</summary>
internal sealed class ClusterMembershipOptionsValidator(IOptions<ClusterMembershipOptions> options) : IConfigurationValidator
{
    private static readonly TimeSpan ProbeTimeoutMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TimerMax = TimeSpan.FromDays(49);

    public void ValidateConfiguration()
    {
        var value = options.Value;
        Check(nameof(value.NumMissedTableIAmAliveLimit), value.NumMissedTableIAmAliveLimit, value.NumMissedTableIAmAliveLimit >= 1, "at least 1");
        Check(nameof(value.ProbeTimeout), value.ProbeTimeout, value.ProbeTimeout >= ProbeTimeoutMin && value.ProbeTimeout < TimerMax, $"at least {ProbeTimeoutMin} and less than {TimerMax.Days} days");
        CheckPositive(nameof(value.TableRefreshTimeout), value.TableRefreshTimeout);
        CheckPositive(nameof(value.DeathVoteExpirationTimeout), value.DeathVoteExpirationTimeout);
        CheckPositive(nameof(value.IAmAliveTablePublishTimeout), value.IAmAliveTablePublishTimeout);
        CheckPositive(nameof(value.MaxJoinAttemptTime), value.MaxJoinAttemptTime);
        CheckPositive(nameof(value.LocalHealthDegradationMonitoringPeriod), value.LocalHealthDegradationMonitoringPeriod);
        Check(nameof(value.NumProbedSilos), value.NumProbedSilos, value.NumProbedSilos >= 1, "at least 1");
        Check(nameof(value.NumMissedProbesLimit), value.NumMissedProbesLimit, value.NumMissedProbesLimit >= 1, "at least 1");
        Check(nameof(value.NumVotesForDeathDeclaration), value.NumVotesForDeathDeclaration, value.NumVotesForDeathDeclaration >= 1, "at least 1");
        Check(nameof(value.DefunctSiloExpiration), value.DefunctSiloExpiration, value.DefunctSiloExpiration > TimeSpan.Zero, "more than zero");
        if (value.DefunctSiloCleanupPeriod is { } period)
            CheckPositive(nameof(value.DefunctSiloCleanupPeriod), period);
        Check(nameof(value.MaxDefunctSiloEntries), value.MaxDefunctSiloEntries, value.MaxDefunctSiloEntries is null or >= 0, "0 or more, or null for all");

        var suspectedAfter = value.ProbeTimeout * value.NumMissedProbesLimit;
        Check(nameof(value.DeathVoteExpirationTimeout), value.DeathVoteExpirationTimeout, value.DeathVoteExpirationTimeout > suspectedAfter, $"more than {nameof(value.ProbeTimeout)} times {nameof(value.NumMissedProbesLimit)}, which is {suspectedAfter}: votes of two silos would never meet");
    }

    private static void CheckPositive(string name, TimeSpan value) => Check(name, value, value > TimeSpan.Zero && value < TimerMax, $"more than zero and less than {TimerMax.Days} days");

    private static void Check(string name, object? value, bool isRight, string allowed)
    {
        if (!isRight)
            throw new OrleansConfigurationException($"{nameof(ClusterMembershipOptions)}.{name} is {value ?? "null"}; it must be {allowed}.");
    }
}
