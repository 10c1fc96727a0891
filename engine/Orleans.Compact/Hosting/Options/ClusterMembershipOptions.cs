namespace Orleans.Configuration;

/// <summary>How the silos of a cluster find out who lives.</summary>
public class ClusterMembershipOptions
{
    /// <value>After so many missed updates of its <c>IAmAlive</c> a silo counts as stale: its word is not waited for in votes. Default: 3.</value>
    public int NumMissedTableIAmAliveLimit { get; set; } = 3;

    /// <value>Whether silos probe each other and declare those dead that don't answer. Default: true.</value>
    public bool LivenessEnabled { get; set; } = true;

    /// <value>How long an answer to a probe is waited for, and the time from one probe of a silo to the next. Default: 5 s.</value>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>How often the table is read when nobody tells of a change. Default: 60 s.</value>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <value>How long a vote for a silo's death counts. Default: 2 min.</value>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <value>How often a silo writes into the table that it is alive. Default: 30 s.</value>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>How long a silo tries to join before its start fails. Default: 5 min.</value>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>Whether silos tell each other of changes, instead of waiting for the next look into the table. Default: true.</value>
    public bool UseLivenessGossip { get; set; } = true;

    /// <value>How many others each silo probes. Default: 10.</value>
    public int NumProbedSilos { get; set; } = 10;

    /// <value>How many probes in a row a silo must miss to be suspected. Default: 3.</value>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <value>How many silos must suspect one for it to be declared dead, if there are that many. Default: 2.</value>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <value>How long the row of a dead silo is kept. Default: 7 days.</value>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <value>How often rows of dead silos are cleaned away; null is never. Default: 1 h.</value>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <value>How many rows of dead silos are kept; null is all. Default: 25.</value>
    public int? MaxDefunctSiloEntries { get; set; } = 25;

    /// <value>How long a silo remembers that it was itself slow. Default: 10 s.</value>
    public TimeSpan LocalHealthDegradationMonitoringPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>Whether a silo that was itself slow lately waits longer for answers to its probes. Default: true.</value>
    public bool ExtendProbeTimeoutDuringDegradation { get; set; } = true;

    /// <value>Whether another silo is asked to probe before a silo is suspected. Default: true.</value>
    public bool EnableIndirectProbes { get; set; } = true;

    /// <value>Whether silos that are still joining after <see cref="MaxJoinAttemptTime"/> are declared dead. Default: true.</value>
    public bool EvictWhenMaxJoinAttemptTimeExceeded { get; set; } = true;
}
