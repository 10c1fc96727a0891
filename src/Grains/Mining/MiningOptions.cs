namespace MiningGrid.Grains.Mining;

/// <summary>How a silo hashes: section <c>Mining</c>.</summary>
public sealed class MiningOptions
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Mining";

    /// <summary>The default of <see cref="Nice"/>.</summary>
    public const int DefaultNice = 10;

    /// <summary>The default of <see cref="QueueLimit"/>.</summary>
    public const int DefaultQueueLimit = 4_096;

    /// <summary>The name that stands for the fastest scanner that the CPU can run.</summary>
    public const string AutoScanner = "auto";

    /// <summary>The default of <see cref="SliceTime"/>.</summary>
    public static readonly TimeSpan DefaultSliceTime = TimeSpan.FromMilliseconds(75);

    /// <summary>The default of <see cref="DrainTime"/>.</summary>
    public static readonly TimeSpan DefaultDrainTime = TimeSpan.FromSeconds(2);

    /// <summary>What <see cref="Workers"/> stands for on this machine when it isn't set.</summary>
    public static int DefaultWorkers => WorkerPlan.DefaultWorkers;

    /// <summary>Worker threads.</summary>
    /// <value>
    /// 0 to 1 024; 0 for a silo that does not hash. Default: one for every core of <see cref="Affinity"/> or else of the machine;
    /// one for every whole core of a container's CPU quota where that is less; and one core fewer where threads can't stand back.
    /// </value>
    public int? Workers { get; set; }

    /// <summary>The cores that workers are kept on, one each, in turn.</summary>
    /// <value>Cores by number such as 0,2-5; Linux and Windows only. Default: where the system puts them.</value>
    public string? Affinity { get; set; }

    /// <summary>Mining rests while other programs use more than this share of the machine's CPU time.</summary>
    /// <value>0.01 to 1; Linux only. Default: it never rests.</value>
    public double? MaxLoad { get; set; }

    /// <summary>How far worker threads stand back behind all others of the machine, as Unix's nice; elsewhere any value above 0 is "below normal".</summary>
    /// <value>0 to 19. Default: 10.</value>
    public int Nice { get; set; } = DefaultNice;

    /// <summary>The scanner to hash headers with.</summary>
    /// <value>auto, or a scanner's name. Default: auto.</value>
    public string Scanner { get; set; } = AutoScanner;

    /// <summary>How long a worker is to search one slice of a lease.</summary>
    /// <value>1 ms to 10 s; three times as long for a job that has the workers to itself and ends with its first solution. Default: 75 ms.</value>
    public TimeSpan SliceTime { get; set; } = DefaultSliceTime;

    /// <summary>Slices that may wait for a worker.</summary>
    /// <value>1 to 65 536. Default: 4 096.</value>
    public int QueueLimit { get; set; } = DefaultQueueLimit;

    /// <summary>How long a stopping silo tries to give its leases back.</summary>
    /// <value>0 to 1 min. Default: 2 s.</value>
    public TimeSpan DrainTime { get; set; } = DefaultDrainTime;
}
