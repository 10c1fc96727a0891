namespace MiningGrid.Silo.Hosting;

/// <summary>How silos and clients find this silo, and when it counts as dead: the section <c>Clustering</c>.</summary>
public sealed class ClusteringOptions
{
    public const string Section = "Clustering";
    public const int DefaultSiloPort = 11111;
    public const int DefaultGatewayPort = 30000;
    public const string DefaultAdvertisedAddress = "127.0.0.1";
    public const string AutoAddress = "auto";
    public const string DefaultClusterId = "minegrid";
    public const string DefaultServiceId = "minegrid";
    public const int DefaultMissedProbes = 3;
    public const int DefaultVotesForDeath = 2;
    public static readonly TimeSpan DefaultProbeTimeout = TimeSpan.FromMilliseconds(700);

    /// <summary>How silos find each other: localhost or redis.</summary>
    public string Provider { get; set; } = ClusteringProvider.Localhost;

    /// <summary>The port for other silos; 0 to take a free one.</summary>
    public int SiloPort { get; set; } = DefaultSiloPort;

    /// <summary>The port for clients; 0 to take a free one.</summary>
    public int GatewayPort { get; set; } = DefaultGatewayPort;

    /// <summary>
    /// Where others find this silo, and where it listens: an IP address, a name that resolves to one, or <c>auto</c> for this
    /// machine's own. The default is for silos of one machine; with any other, only trusted machines may reach the ports.
    /// </summary>
    public string AdvertisedAddress { get; set; } = DefaultAdvertisedAddress;

    /// <summary>Whether to listen on all of this machine's addresses, and not on the advertised one alone.</summary>
    public bool ListenOnAny { get; set; }

    /// <summary>
    /// The address of this machine to listen on, where the advertised one is not its own but leads to it, as that of a router or a relay
    /// does; none to listen on the advertised one.
    /// </summary>
    public string ListeningAddress { get; set; } = "";

    /// <summary>Silos of one name are one grid.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>What is stored belongs to this name; it outlives the cluster's.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;

    /// <summary>How long another silo's answer is waited for, and the time between two probes. 100 ms to 1 min.</summary>
    public TimeSpan ProbeTimeout { get; set; } = DefaultProbeTimeout;

    /// <summary>How many probes in a row a silo misses before it is suspected. 1 to 100.</summary>
    public int MissedProbes { get; set; } = DefaultMissedProbes;

    /// <summary>How many silos must suspect one for it to count as dead, if there are that many. 1 to 10.</summary>
    public int VotesForDeath { get; set; } = DefaultVotesForDeath;
}
