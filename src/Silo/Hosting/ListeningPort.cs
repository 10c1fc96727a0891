using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Silo.Hosting;

/// <summary>Ports to listen on.</summary>
internal static class ListeningPort
{
    /// <summary>What keeps a program from listening there; null when nothing does.</summary>
    public static SocketError? FindObstacle(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    /// <summary>Two different ports that are free now.</summary>
    public static (int First, int Second) FindTwo()
    {
        // Both are held at once, so that the system can't give the same one twice.
        using var first = new TcpListener(IPAddress.Any, 0);
        using var second = new TcpListener(IPAddress.Any, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
