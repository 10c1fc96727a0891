using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Silo.Hosting;

/// <summary>Ports of the loopback address.</summary>
internal static class LoopbackPort
{
    /// <summary>Whether nobody listens there.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Two different ports that are free now.</summary>
    public static (int First, int Second) FindTwo()
    {
        // Both are held at once, so that the system can't give the same one twice.
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
