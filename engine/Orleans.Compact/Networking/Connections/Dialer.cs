using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace Compact.Networking;

/// <summary>Makes connections: connects, says hello and waits for the welcome.</summary>
internal sealed class Dialer(ConnectionServices services)
{
    /// <summary>The result of a handshake; bytes that came after it are in the reader.</summary>
    public sealed record Answered(Transport Transport, FrameReader Reader, byte[] Welcome);

    /// <exception cref="RefusedException">The other side refused.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="TurnedAwayException">Somebody is there, and closed the connection or does not get along with the middleware.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="MalformedFrameException">The other side does not speak the protocol.</exception>
    public async Task<Answered> DialAsync(EndPoint endpoint, Hello hello, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(ConnectionLimits.HandshakeTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
        var socket = Sockets.Create(endpoint);
        var reader = new FrameReader(services.HandshakeBytesMax);
        Transport? transport = null;
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            transport = await OpenAsync(socket, either.Token);
            var (kind, payload) = await GreetAsync(transport, reader, hello, either.Token);
            switch (kind)
            {
                case FrameKind.Welcome:
                    reader.PayloadBytesMax = services.PayloadBytesMax;
                    return new Answered(transport, reader, payload);
                case FrameKind.Refusal:
                    throw new RefusedException(HandshakeFrames.Text(payload));
                default:
                    throw new MalformedFrameException($"a frame of kind {(byte)kind} instead of a welcome");
            }
        }
        catch (Exception exception)
        {
            transport?.Dispose();
            socket.Dispose();
            reader.Dispose();
            if (exception is OperationCanceledException && !token.IsCancellationRequested)
                throw new TimeoutException($"{endpoint} did not answer within {ConnectionLimits.HandshakeTimeout.TotalSeconds:f0} s.", exception);
            throw;
        }
    }

    private async Task<Transport> OpenAsync(Socket socket, CancellationToken token)
    {
        try
        {
            return await services.Middleware.Outgoing.OpenAsync(socket, token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new TurnedAwayException(exception);
        }
    }

    private static async Task<(FrameKind Kind, byte[] Payload)> GreetAsync(Transport transport, FrameReader reader, Hello hello, CancellationToken token)
    {
        try
        {
            await HandshakeFrames.SendAsync(transport, FrameKind.Hello, hello.ToBytes(), token);
            return await HandshakeFrames.ReceiveAsync(transport, reader, token);
        }
        catch (Exception exception) when (TlsAlert.Begins(reader.Unread))
        {
            throw new TurnedAwayException(new AuthenticationException("it speaks TLS, and this side does not", exception));
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            throw new TurnedAwayException(new ConnectionResetException($"it closed the connection before it answered ({Transport.ReasonOf(exception)})", exception));
        }
    }
}
