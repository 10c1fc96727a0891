using System.Net.Sockets;

namespace Compact.Networking;

/// <summary>The bytes as they are on the wire.</summary>
internal sealed class SocketTransport(Socket socket) : Transport
{
    public override ValueTask<int> ReceiveAsync(Memory<byte> space, CancellationToken token) => socket.ReceiveAsync(space, SocketFlags.None, token);

    public override ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken token) => socket.SendAsync(bytes, SocketFlags.None, token);

    public override void Dispose() => socket.Dispose();
}
