using System.Net;
using System.Net.Sockets;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Silo.Web;

/// <summary>Finds what is wrong with the port of the web endpoints before the silo joins its grid, and says which setting to change.</summary>
internal sealed partial class HttpPortCheck(IPEndPoint endpoint, ILogger<HttpPortCheck> logger, HttpCertificate? certificate = null) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        switch (ListeningPort.FindObstacle(endpoint.Address, endpoint.Port))
        {
            case null:
                break;
            case SocketError.AddressNotAvailable:
                throw new MiningGridException($"Http:Address is {endpoint.Address}, which is no address of this machine; allowed is one of its own, or 0.0.0.0 for all of them.");
            case SocketError.AccessDenied:
                throw new MiningGridException($"Http:Port is {endpoint.Port}, which this user may not listen on; allowed is a port from 1024 on.");
            default:
                throw new MiningGridException($"Http:Port is {endpoint.Port}, and another program listens there; allowed is a free port, or 0 to take one.");
        }

        if (certificate is null && !IPAddress.IsLoopback(endpoint.Address))
            Open(logger, endpoint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1011, LogLevel.Warning,
        "The web endpoints listen on {Endpoint}, unencrypted: whoever can listen in on the network reads the key. Set Http:CertificateFile, or use a private network.")]
    private static partial void Open(ILogger logger, IPEndPoint endpoint);
}
