using System.Buffers;
using System.Net.Sockets;
using System.Text;

namespace Compact.Networking;

/// <summary>Sends and receives single frames, before there is a connection.</summary>
internal static class HandshakeFrames
{
    public static async Task SendAsync(Socket socket, FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken token)
    {
        ReadOnlyMemory<byte> rest = Build(kind, payload.Span);
        while (rest.Length > 0)
            rest = rest[await socket.SendAsync(rest, SocketFlags.None, token)..];
    }

    public static byte[] Build(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        using var writer = FrameWriter.Rent(payload.Length);
        writer.Begin(kind, 0);
        writer.Write(payload);
        return writer.Written.ToArray();
    }

    /// <returns>The frame's kind and payload.</returns>
    public static async Task<(FrameKind Kind, byte[] Payload)> ReceiveAsync(Socket socket, FrameReader reader, CancellationToken token)
    {
        Frame frame;
        while (!reader.TryRead(out frame))
        {
            var count = await socket.ReceiveAsync(reader.GetSpace(), SocketFlags.None, token);
            if (count == 0)
                throw new MalformedFrameException("nothing more, before it said who it is");
            reader.Advance(count);
        }

        return (frame.Kind, frame.Payload.ToArray());
    }

    public static string Text(byte[] payload) => Encoding.UTF8.GetString(payload);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
