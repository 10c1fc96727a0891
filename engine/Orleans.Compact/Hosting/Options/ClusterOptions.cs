namespace Orleans.Configuration;

/// <summary>Which cluster the silo belongs to.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";
    internal const string DevelopmentClusterId = "dev";
    internal const string DevelopmentServiceId = "dev";

    /// <value>Silos of one cluster id find each other. Default: <c>default</c>.</value>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <value>Stays the same over deployments; storage may use it in its keys. Default: <c>default</c>.</value>
    public string ServiceId { get; set; } = DefaultServiceId;
}
