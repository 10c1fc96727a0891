namespace MiningGrid.Grains.Jobs;

/// <summary>How searches are given out: section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Jobs";

    /// <summary>The default of <see cref="MinLease"/>.</summary>
    public const long DefaultMinLease = 1 << 14;

    /// <summary>The default of <see cref="MaxLease"/>.</summary>
    public const long DefaultMaxLease = 1L << 48;

    /// <summary>The default of <see cref="FirstLease"/>.</summary>
    public const long DefaultFirstLease = 1 << 20;

    /// <summary>The default of <see cref="LeasesPerNode"/>.</summary>
    public const int DefaultLeasesPerNode = 16;

    /// <summary>The default of <see cref="MaxObservers"/>.</summary>
    public const int DefaultMaxObservers = 1_000;

    /// <summary>The default of <see cref="CallsPerSecond"/>.</summary>
    public const int DefaultCallsPerSecond = 1_000;

    /// <summary>The default of <see cref="LeaseTime"/>.</summary>
    public static readonly TimeSpan DefaultLeaseTime = TimeSpan.FromSeconds(3);

    /// <summary>The default of <see cref="TimeToLive"/>.</summary>
    public static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromSeconds(15);

    /// <summary>The default of <see cref="ReportEvery"/>.</summary>
    public static readonly TimeSpan DefaultReportEvery = TimeSpan.FromSeconds(1);

    /// <summary>The default of <see cref="SaveEvery"/>.</summary>
    public static readonly TimeSpan DefaultSaveEvery = TimeSpan.FromSeconds(1);

    /// <summary>The default of <see cref="ProgressEvery"/>.</summary>
    public static readonly TimeSpan DefaultProgressEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>The default of <see cref="RetryAfter"/>.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a lease is to keep a node busy.</summary>
    /// <value>100 ms to 10 min. Default: 3 s.</value>
    public TimeSpan LeaseTime { get; set; } = DefaultLeaseTime;

    /// <summary>Without a report for so long a lease's rest goes to another node.</summary>
    /// <value>At least three times <see cref="ReportEvery"/>, up to 1 h. Default: 15 s.</value>
    public TimeSpan TimeToLive { get; set; } = DefaultTimeToLive;

    /// <summary>How often nodes report what they searched.</summary>
    /// <value>50 ms to 1 min. Default: 1 s.</value>
    public TimeSpan ReportEvery { get; set; } = DefaultReportEvery;

    /// <summary>How often the progress of a search is stored: what a crash makes to be searched once more.</summary>
    /// <value>50 ms to 10 min. Default: 1 s.</value>
    public TimeSpan SaveEvery { get; set; } = DefaultSaveEvery;

    /// <summary>The shortest time between two calls of an observer, but for the last.</summary>
    /// <value>10 ms to 1 min. Default: 250 ms.</value>
    public TimeSpan ProgressEvery { get; set; } = DefaultProgressEvery;

    /// <summary>When a node that found everything leased is to ask again.</summary>
    /// <value>10 ms to 1 min. Default: 250 ms.</value>
    public TimeSpan RetryAfter { get; set; } = DefaultRetryAfter;

    /// <summary>Positions of the shortest lease, unless less is left.</summary>
    /// <value>1 to <see cref="MaxLease"/>. Default: 16 384.</value>
    public long MinLease { get; set; } = DefaultMinLease;

    /// <summary>Positions of the longest lease.</summary>
    /// <value>1 to 2^60. Default: 2^48.</value>
    public long MaxLease { get; set; } = DefaultMaxLease;

    /// <summary>Positions of the first lease of a node that has not measured itself.</summary>
    /// <value>1 to <see cref="MaxLease"/>. Default: 1 048 576.</value>
    public long FirstLease { get; set; } = DefaultFirstLease;

    /// <summary>Leases of one job that a node may hold.</summary>
    /// <value>2 to 1 000. Default: 16.</value>
    public int LeasesPerNode { get; set; } = DefaultLeasesPerNode;

    /// <summary>Observers that one job may have.</summary>
    /// <value>1 to 100 000. Default: 1 000.</value>
    public int MaxObservers { get; set; } = DefaultMaxObservers;

    /// <summary>How often nodes may call one job. With more nodes than that allows leases last longer, and reports come less often.</summary>
    /// <value>1 to 1 000 000. Default: 1 000.</value>
    public int CallsPerSecond { get; set; } = DefaultCallsPerSecond;
}
