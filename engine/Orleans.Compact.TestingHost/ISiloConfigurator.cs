using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures the silos of a <see cref="TestCluster"/>.</summary>
public interface ISiloConfigurator
{
    void Configure(ISiloBuilder siloBuilder);
}
