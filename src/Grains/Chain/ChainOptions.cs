namespace MiningGrid.Grains.Chain;

/// <summary>How chains are made and mined: the section <c>Chain</c>.</summary>
public sealed class ChainOptions
{
    public const string Section = "Chain";
    public const int DefaultMaxObservers = 1000;

    public static readonly TimeSpan DefaultRefreshWorkAfter = TimeSpan.FromSeconds(30);

    /// <summary>Work older than this is given out anew, with the time of the clock. 1 second to 1 hour.</summary>
    public TimeSpan RefreshWorkAfter { get; set; } = DefaultRefreshWorkAfter;

    /// <summary>
    /// Whether chains that the silo makes of its own accord let miners roll the version. A chain keeps what it was made with.
    /// </summary>
    public bool VersionRolling { get; set; }

    /// <summary>Observers of one chain; more are refused. 1 to 100 000.</summary>
    public int MaxObservers { get; set; } = DefaultMaxObservers;
}
