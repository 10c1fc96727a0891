using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures the hosts of the silos of a <see cref="TestCluster"/>.</summary>
public interface IHostConfigurator
{
    void Configure(IHostBuilder hostBuilder);
}
