namespace MiningGrid.Grains.Grid;

/// <summary>How nodes are watched: section <c>Grid</c>.</summary>
public sealed class GridOptions
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Grid";

    /// <summary>The default of <see cref="FalseSolutions"/>.</summary>
    public const int DefaultFalseSolutions = 3;

    /// <summary>The default of <see cref="HeartbeatEvery"/>.</summary>
    public static readonly TimeSpan DefaultHeartbeatEvery = TimeSpan.FromSeconds(2);

    /// <summary>The default of <see cref="SuspectAfter"/>.</summary>
    public static readonly TimeSpan DefaultSuspectAfter = TimeSpan.FromSeconds(6);

    /// <summary>The default of <see cref="GoneAfter"/>.</summary>
    public static readonly TimeSpan DefaultGoneAfter = TimeSpan.FromSeconds(15);

    /// <summary>The default of <see cref="ForgetAfter"/>.</summary>
    public static readonly TimeSpan DefaultForgetAfter = TimeSpan.FromMinutes(5);

    /// <summary>How often a node gives a sign of life.</summary>
    /// <value>50 ms to 1 min. Default: 2 s.</value>
    public TimeSpan HeartbeatEvery { get; set; } = DefaultHeartbeatEvery;

    /// <summary>A node that was silent for so long is suspected.</summary>
    /// <value>At least twice <see cref="HeartbeatEvery"/>, up to 1 h. Default: 6 s.</value>
    public TimeSpan SuspectAfter { get; set; } = DefaultSuspectAfter;

    /// <summary>A node that was silent for so long is gone: its leases go out again.</summary>
    /// <value>At least <see cref="SuspectAfter"/>, up to 1 h. Default: 15 s.</value>
    public TimeSpan GoneAfter { get; set; } = DefaultGoneAfter;

    /// <summary>A gone node is shown for so long.</summary>
    /// <value>0 to 1 day. Default: 5 min.</value>
    public TimeSpan ForgetAfter { get; set; } = DefaultForgetAfter;

    /// <summary>So many false solutions shut a node out.</summary>
    /// <value>1 to 1 000. Default: 3.</value>
    public int FalseSolutions { get; set; } = DefaultFalseSolutions;
}
