using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>What a silo of a test cluster has in common with every other, as long as there is one.</summary>
internal static class SingleSilo
{
    public const int Max = 1;

    public static NotSupportedException TooMany(int count) => new(
        $"A test cluster of {count} silos was asked for; this engine has clusters of {Max} until silos talk over the network. Build it with an initial silos count of {Max}.");

    public static void Configure(ISiloBuilder silo, string name, string clusterId, string serviceId, (int Silo, int Gateway) ports)
    {
        silo.UseLocalhostClustering(ports.Silo, ports.Gateway, primarySiloEndpoint: null, serviceId, clusterId);
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = clusterId;
            options.ServiceId = serviceId;
        });
        silo.Configure<SiloOptions>(options => options.SiloName = name);
    }
}
