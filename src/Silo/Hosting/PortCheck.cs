using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Hosting;

/// <summary>Finds a port that is taken before the silo does, and says which setting to change.</summary>
internal sealed class PortCheck(ClusteringOptions clustering) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Check("SiloPort", clustering.SiloPort);
        Check("GatewayPort", clustering.GatewayPort);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Check(string setting, int port)
    {
        if (!LoopbackPort.IsFree(port))
            throw new MiningGridException(
                $"Clustering:{setting} is {port}, and another program listens there; allowed is a free port, or 0 to take one.");
    }
}
