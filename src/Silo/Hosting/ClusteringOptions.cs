namespace MiningGrid.Silo.Hosting;

/// <summary>How silos and clients find this silo: the section <c>Clustering</c>.</summary>
public sealed class ClusteringOptions
{
    public const string Section = "Clustering";
    public const int DefaultSiloPort = 11111;
    public const int DefaultGatewayPort = 30000;
    public const string DefaultClusterId = "minegrid";

    /// <summary>The port for other silos, on the loopback address; 0 to take a free one.</summary>
    public int SiloPort { get; set; } = DefaultSiloPort;

    /// <summary>The port for clients, on the loopback address; 0 to take a free one.</summary>
    public int GatewayPort { get; set; } = DefaultGatewayPort;

    /// <summary>Silos of one name are one grid.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;
}
