using System.Globalization;

namespace Orleans.TestingHost;

/// <summary>Options of a <see cref="TestCluster"/>; also given to its silos as configuration.</summary>
public class TestClusterOptions
{
    public string ClusterId { get; set; } = "";

    public string ServiceId { get; set; } = "";

    public int BaseSiloPort { get; set; }

    public int BaseGatewayPort { get; set; }

    public short InitialSilosCount { get; set; } = 1;

    /// <value>Whether <see cref="TestCluster.Client"/> is there once the cluster is deployed. Default: true.</value>
    public bool InitializeClientOnDeploy { get; set; } = true;

    public List<string?> SiloBuilderConfiguratorTypes { get; } = [];

    public List<string?> ClientBuilderConfiguratorTypes { get; } = [];

    public Dictionary<string, string?> ToDictionary() => new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ClusterId)] = ClusterId,
        [nameof(ServiceId)] = ServiceId,
        [nameof(BaseSiloPort)] = BaseSiloPort.ToString(CultureInfo.InvariantCulture),
        [nameof(BaseGatewayPort)] = BaseGatewayPort.ToString(CultureInfo.InvariantCulture),
        [nameof(InitialSilosCount)] = InitialSilosCount.ToString(CultureInfo.InvariantCulture),
        [nameof(InitializeClientOnDeploy)] = InitializeClientOnDeploy.ToString(),
    };
}
