namespace MiningGrid.Silo.Hosting;

/// <summary>How silos find each other: the setting <c>Clustering:Provider</c>.</summary>
public static class ClusteringProvider
{
    /// <summary>One silo, on this machine alone; the default.</summary>
    public const string Localhost = "localhost";

    /// <summary>As many as share a Redis: <c>Redis:ConnectionString</c>.</summary>
    public const string Redis = "redis";
}
