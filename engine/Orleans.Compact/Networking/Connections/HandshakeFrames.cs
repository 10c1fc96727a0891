using System.Buffers;
using System.Text;

namespace Compact.Networking;

/// <summary>Sends and receives single frames, before there is a connection.</summary>
internal static class HandshakeFrames
{
    public static async Task SendAsync(Transport transport, FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken token)
    {
        ReadOnlyMemory<byte> rest = Build(kind, payload.Span);
        while (rest.Length > 0)
            rest = rest[await transport.SendAsync(rest, token)..];
    }

    public static byte[] Build(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        using var writer = FrameWriter.Rent(payload.Length);
        writer.Begin(kind, 0);
        writer.Write(payload);
        return writer.Written.ToArray();
    }

    /// <returns>The frame's kind and payload.</returns>
    /// <exception cref="EndOfStreamException">The other side closed the connection first.</exception>
    public static async Task<(FrameKind Kind, byte[] Payload)> ReceiveAsync(Transport transport, FrameReader reader, CancellationToken token)
    {
        Frame frame;
        while (!reader.TryRead(out frame))
        {
            var count = await transport.ReceiveAsync(reader.GetSpace(), token);
            if (count == 0)
                throw new EndOfStreamException("it said nothing more");
            reader.Advance(count);
        }

        return (frame.Kind, frame.Payload.ToArray());
    }

    public static string Text(byte[] payload) => Encoding.UTF8.GetString(payload);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
