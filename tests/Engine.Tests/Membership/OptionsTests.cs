using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

public sealed class OptionsTests
{
    private static readonly Dictionary<string, Action<ClusterMembershipOptions>> s_wrong = new(StringComparer.Ordinal)
    {
        ["NumMissedTableIAmAliveLimit is 0; it must be at least 1."] = options => options.NumMissedTableIAmAliveLimit = 0,
        ["ProbeTimeout is 00:00:00.0100000; it must be at least 00:00:00.0500000 and less than 49 days."] = options => options.ProbeTimeout = TimeSpan.FromMilliseconds(10),
        ["TableRefreshTimeout is 00:00:00; it must be more than zero and less than 49 days."] = options => options.TableRefreshTimeout = TimeSpan.Zero,
        ["IAmAliveTablePublishTimeout is -00:00:01; it must be more than zero and less than 49 days."] = options => options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(-1),
        ["MaxJoinAttemptTime is 00:00:00; it must be more than zero"] = options => options.MaxJoinAttemptTime = TimeSpan.Zero,
        ["NumProbedSilos is 0; it must be at least 1."] = options => options.NumProbedSilos = 0,
        ["NumMissedProbesLimit is 0; it must be at least 1."] = options => options.NumMissedProbesLimit = 0,
        ["NumVotesForDeathDeclaration is 0; it must be at least 1."] = options => options.NumVotesForDeathDeclaration = 0,
        ["DeathVoteExpirationTimeout is 00:00:15; it must be more than ProbeTimeout times NumMissedProbesLimit, which is 00:00:15"] = options => options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(15),
        ["DefunctSiloExpiration is 00:00:00; it must be more than zero."] = options => options.DefunctSiloExpiration = TimeSpan.Zero,
        ["DefunctSiloCleanupPeriod is 00:00:00; it must be more than zero"] = options => options.DefunctSiloCleanupPeriod = TimeSpan.Zero,
        ["MaxDefunctSiloEntries is -1; it must be 0 or more, or null for all."] = options => options.MaxDefunctSiloEntries = -1,
        ["LocalHealthDegradationMonitoringPeriod is 00:00:00; it must be more than zero"] = options => options.LocalHealthDegradationMonitoringPeriod = TimeSpan.Zero,
    };

    public static TheoryData<string> Messages => [.. s_wrong.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string message)
    {
        using var host = TestSilo.Build(silo => silo.Configure(s_wrong[message]));

        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());

        Assert.StartsWith($"ClusterMembershipOptions.{message}", failure.Message, StringComparison.Ordinal);
    }
}
