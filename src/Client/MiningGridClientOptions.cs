namespace MiningGrid.Client;

/// <summary>How a client connects to a grid and keeps up with its news.</summary>
public sealed class MiningGridClientOptions
{
    /// <summary>The default of <see cref="PollEvery"/>.</summary>
    public static readonly TimeSpan DefaultPollEvery = TimeSpan.FromSeconds(1);

    /// <summary>The default of <see cref="RenewEvery"/>.</summary>
    public static readonly TimeSpan DefaultRenewEvery = TimeSpan.FromMinutes(1);

    /// <summary>The default of <see cref="ConnectFor"/>.</summary>
    public static readonly TimeSpan DefaultConnectFor = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="CallTimeout"/>.</summary>
    public static readonly TimeSpan DefaultCallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The default of <see cref="RetryFor"/>.</summary>
    public static readonly TimeSpan DefaultRetryFor = TimeSpan.FromSeconds(10);

    /// <summary>The default of <see cref="WatchRetryFor"/>.</summary>
    public static readonly TimeSpan DefaultWatchRetryFor = TimeSpan.FromMinutes(5);

    /// <summary>The file with the grid's key, which <c>minegrid key create</c> makes: the same one that its silos have.</summary>
    /// <value>A path; null, unless set, for a grid without a key.</value>
    public string? KeyFile { get; set; }

    /// <summary>The file with the key's passphrase.</summary>
    /// <value>A path; null, unless set, for that of the environment (<c>MINEGRID_KEY_PASSPHRASE_FILE</c>, <c>MINEGRID_KEY_PASSPHRASE</c>), or the one kept for this user.</value>
    public string? KeyPassphraseFile { get; set; }

    /// <summary>How long the start of a program waits for a grid that can't be reached.</summary>
    /// <value>Zero or more; 30 seconds unless set.</value>
    public TimeSpan ConnectFor { get; set; } = DefaultConnectFor;

    /// <summary>After so long without an answer a call has failed.</summary>
    /// <value>More than zero; 30 seconds unless set.</value>
    public TimeSpan CallTimeout { get; set; } = DefaultCallTimeout;

    /// <summary>How long a call that found no answer, and may be made twice, is tried again.</summary>
    /// <value>Zero or more; ten seconds unless set.</value>
    public TimeSpan RetryFor { get; set; } = DefaultRetryFor;

    /// <summary>How long a watch that has lost the grid tries to go on.</summary>
    /// <value>Zero or more, or <see cref="Timeout.InfiniteTimeSpan"/>; five minutes unless set.</value>
    public TimeSpan WatchRetryFor { get; set; } = DefaultWatchRetryFor;

    /// <summary>After so long without news a watch asks, in case news was lost.</summary>
    /// <value>More than zero; one second unless set.</value>
    public TimeSpan PollEvery { get; set; } = DefaultPollEvery;

    /// <summary>How often a watch renews its subscription; the grid forgets one after five minutes.</summary>
    /// <value>More than zero and less than five minutes; one minute unless set.</value>
    public TimeSpan RenewEvery { get; set; } = DefaultRenewEvery;
}
