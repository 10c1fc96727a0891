using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>
/// A port of loopback that a test keeps while nobody listens on it: connections to it are refused, and the system gives it to nobody
/// else. Who is told its number may listen on it all the same.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ReservedPort()
    {
        _holder.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public int Number => ((IPEndPoint)_holder.LocalEndPoint!).Port;

    public void Dispose() => _holder.Dispose();
}
