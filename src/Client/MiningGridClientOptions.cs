namespace MiningGrid.Client;

/// <summary>How a client keeps up with the grid's news.</summary>
public sealed class MiningGridClientOptions
{
    /// <summary>The default of <see cref="PollEvery"/>.</summary>
    public static readonly TimeSpan DefaultPollEvery = TimeSpan.FromSeconds(1);

    /// <summary>The default of <see cref="RenewEvery"/>.</summary>
    public static readonly TimeSpan DefaultRenewEvery = TimeSpan.FromMinutes(1);

    /// <summary>After so long without news a watch asks, in case news was lost.</summary>
    /// <value>More than zero; one second unless set.</value>
    public TimeSpan PollEvery { get; set; } = DefaultPollEvery;

    /// <summary>How often a watch renews its subscription; the grid forgets one after five minutes.</summary>
    /// <value>More than zero and less than five minutes; one minute unless set.</value>
    public TimeSpan RenewEvery { get; set; } = DefaultRenewEvery;
}
