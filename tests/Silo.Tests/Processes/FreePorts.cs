using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Silo.Tests.Processes;

/// <summary>Ports of loopback that nobody listens on; whoever takes one must expect that another was faster.</summary>
internal static class FreePorts
{
    public static int One() => Several(1)[0];

    public static int[] Several(int count)
    {
        // All are held at once, so that the system can't give the same one twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
