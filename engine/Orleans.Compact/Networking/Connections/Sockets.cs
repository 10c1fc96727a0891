using System.Net;
using System.Net.Sockets;

namespace Compact.Networking;

/// <summary>Sockets as the engine uses them.</summary>
internal static class Sockets
{
    public static Socket Create(EndPoint endpoint) => Tune(endpoint is IPEndPoint
        ? new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        : new Socket(SocketType.Stream, ProtocolType.Tcp));

    /// <summary>Small frames leave at once.</summary>
    public static Socket Tune(Socket socket)
    {
        socket.NoDelay = true;
        return socket;
    }
}
