namespace MiningGrid.Grains.Chain;

/// <summary>How chains are mined: the section <c>Chain</c>.</summary>
public sealed class ChainOptions
{
    public const string Section = "Chain";
    public const int DefaultMaxObservers = 1000;

    public static readonly TimeSpan DefaultRefreshWorkAfter = TimeSpan.FromSeconds(30);

    /// <summary>Work older than this is given out anew, with the time of the clock. 1 second to 1 hour.</summary>
    public TimeSpan RefreshWorkAfter { get; set; } = DefaultRefreshWorkAfter;

    /// <summary>Observers of one chain; more are refused. 1 to 100 000.</summary>
    public int MaxObservers { get; set; } = DefaultMaxObservers;
}
