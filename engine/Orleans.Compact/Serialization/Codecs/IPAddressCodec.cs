using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Compact.Serialization;

/// <summary>Addresses are their bytes: 4, or 16 with a scope id; an end point's port stands in front.</summary>
internal static class IPAddressCodec
{
    private const int V4Bytes = 4;
    private const int V6Bytes = 16;
    private const int ScopeBytes = 4;

    public static void WriteAddress(ref WireWriter writer, IPAddress value)
    {
        Span<byte> bytes = stackalloc byte[V6Bytes + ScopeBytes];
        writer.WriteBytes(bytes[..Format(value, bytes)]);
    }

    public static IPAddress ReadAddress(ref WireReader reader) => Parse(reader.ReadBytes());

    public static void WriteEndPoint(ref WireWriter writer, IPEndPoint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort) + V6Bytes + ScopeBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value.Port);
        writer.WriteBytes(bytes[..(sizeof(ushort) + Format(value.Address, bytes[sizeof(ushort)..]))]);
    }

    public static IPEndPoint ReadEndPoint(ref WireReader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length < sizeof(ushort))
            WireReader.Throw("an end point without a port");
        return new IPEndPoint(Parse(bytes[sizeof(ushort)..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes));
    }

    private static int Format(IPAddress value, Span<byte> bytes)
    {
        value.TryWriteBytes(bytes, out var written);
        if (value.AddressFamily != AddressFamily.InterNetworkV6)
            return written;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[written..], (uint)value.ScopeId);
        return written + ScopeBytes;
    }

    private static IPAddress Parse(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        V4Bytes => new IPAddress(bytes),
        V6Bytes + ScopeBytes => new IPAddress(bytes[..V6Bytes], BinaryPrimitives.ReadUInt32LittleEndian(bytes[V6Bytes..])),
        _ => throw new MalformedPayloadException("The payload has an address that is neither IPv4 nor IPv6."),
    };
}
