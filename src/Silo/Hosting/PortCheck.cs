using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Security;

namespace MiningGrid.Silo.Hosting;

/// <summary>Finds what is wrong with the silo's ports before the silo does, and says which setting to change.</summary>
internal sealed partial class PortCheck(SiloEndpoints endpoints, IOptions<SecurityOptions> security, ILogger<PortCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Check("SiloPort", endpoints.SiloPort);
        Check("GatewayPort", endpoints.GatewayPort);
        if (!endpoints.IsLocal && security.Value.KeyFile is null)
            Open(logger, endpoints.Listening, endpoints.SiloPort, endpoints.GatewayPort);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Check(string setting, int port)
    {
        switch (ListeningPort.FindObstacle(endpoints.Listening, port))
        {
            case null:
                return;
            case SocketError.AddressNotAvailable:
                throw new MiningGridException(endpoints.Listening.Equals(endpoints.Advertised)
                    ? $"Clustering:AdvertisedAddress is {endpoints.Advertised}, which is no address of this machine; allowed is one of its own, or any with Clustering:ListeningAddress or Clustering:ListenOnAny true."
                    : $"Clustering:ListeningAddress is {endpoints.Listening}, which is no address of this machine; allowed is one of its own.");
            case SocketError.AccessDenied:
                throw new MiningGridException($"Clustering:{setting} is {port}, which this user may not listen on; allowed is a port from 1024 on.");
            default:
                throw new MiningGridException(
                    $"Clustering:{setting} is {port}, and another program listens there; allowed is a free port, or 0 to take one.");
        }
    }

    [LoggerMessage(1004, LogLevel.Warning,
        "Listening on {Address}, ports {SiloPort} (silos) and {GatewayPort} (clients), unencrypted: whoever reaches them commands the grid. Let only trusted machines.")]
    private static partial void Open(ILogger logger, System.Net.IPAddress address, int siloPort, int gatewayPort);
}
