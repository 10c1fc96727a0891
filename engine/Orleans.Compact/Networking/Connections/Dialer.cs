using System.Net;
using System.Net.Sockets;

namespace Compact.Networking;

/// <summary>Makes connections: connects, says hello and waits for the welcome.</summary>
internal sealed class Dialer(ConnectionServices services)
{
    /// <summary>The result of a handshake; bytes that came after it are in the reader.</summary>
    public sealed record Answered(Socket Socket, FrameReader Reader, byte[] Welcome);

    /// <exception cref="RefusedException">The other side refused.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="MalformedFrameException">The other side does not speak the protocol.</exception>
    public async Task<Answered> DialAsync(EndPoint endpoint, Hello hello, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(ConnectionLimits.HandshakeTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
        var socket = Sockets.Create(endpoint);
        var reader = new FrameReader(services.HandshakeBytesMax);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            await HandshakeFrames.SendAsync(socket, FrameKind.Hello, hello.ToBytes(), either.Token);
            var (kind, payload) = await HandshakeFrames.ReceiveAsync(socket, reader, either.Token);
            switch (kind)
            {
                case FrameKind.Welcome:
                    reader.PayloadBytesMax = services.PayloadBytesMax;
                    return new Answered(socket, reader, payload);
                case FrameKind.Refusal:
                    throw new RefusedException(HandshakeFrames.Text(payload));
                default:
                    throw new MalformedFrameException($"a frame of kind {(byte)kind} instead of a welcome");
            }
        }
        catch (Exception exception)
        {
            socket.Dispose();
            reader.Dispose();
            if (exception is OperationCanceledException && !token.IsCancellationRequested)
                throw new TimeoutException($"{endpoint} did not answer within {ConnectionLimits.HandshakeTimeout.TotalSeconds:f0} s.", exception);
            throw;
        }
    }
}
