using System.Net;
using System.Net.Sockets;
using Compact.Networking;

namespace MiningGrid.Engine.Tests.Networking;

/// <summary>The other end of a connection, in the hands of the test.</summary>
internal sealed class RawPeer(Socket socket) : IDisposable
{
    private readonly FrameReader _reader = new(1 << 20);
    private readonly SocketTransport _transport = new(socket);

    public static async Task<RawPeer> Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawPeer(socket);
    }

    public Task Send(byte[] bytes) => socket.SendAsync(bytes);

    public Task Send(FrameKind kind, byte[] payload) => HandshakeFrames.SendAsync(_transport, kind, payload, CancellationToken.None);

    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    public async Task<(FrameKind Kind, byte[] Payload)> Receive()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await HandshakeFrames.ReceiveAsync(_transport, _reader, timeout.Token);
    }

    /// <summary>Completes when the other side has closed the connection.</summary>
    public async Task IsClosed()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, timeout.Token) > 0)
            {
                // What it still says does not matter.
            }
        }
        catch (SocketException)
        {
            // Reset is closed, too.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _reader.Dispose();
    }
}
