using System.Text;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The first thing said on a connection, by the side that makes it.</summary>
/// <param name="Silo">The silo that says it; null for an outside client.</param>
/// <param name="Client">The outside client that says it; default for a silo.</param>
/// <param name="Expected">The silo that is to be reached, this very life of it; null when any will do, as for clients.</param>
internal sealed record Hello(string ClusterId, string ServiceId, SiloAddress? Silo, GrainId Client, SiloAddress? Expected)
{
    /// <summary>The first bytes of every connection, and the version of what follows.</summary>
    private const uint Magic = 0x4f434d47; // "GMCO", as bytes in order.
    private const ushort Version = 1;

    /// <value>Names the sender in logs.</value>
    public string Peer => Silo is null ? $"client {Client.Key}" : $"silo {Silo}";

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(ClusterId);
            writer.Write(ServiceId);
            writer.Write(Silo?.ToParsableString() ?? "");
            writer.Write(Client.Key.ToString());
            writer.Write(Expected?.ToParsableString() ?? "");
        }

        return stream.ToArray();
    }

    /// <exception cref="MalformedFrameException">It is something else, or of another version.</exception>
    public static Hello Read(byte[] payload)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
            if (reader.ReadUInt32() != Magic)
                throw new MalformedFrameException("a hello of another protocol");
            if (reader.ReadUInt16() is var version and not Version)
                throw new MalformedFrameException($"a hello of protocol version {version}; this silo speaks {Version}");
            return new Hello(reader.ReadString(), reader.ReadString(), Address(reader.ReadString()), Id(reader.ReadString()), Address(reader.ReadString()));
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
        {
            throw new MalformedFrameException("a hello that can't be read");
        }
    }

    private static SiloAddress? Address(string text) => text.Length == 0 ? null : SiloAddress.Parse(text);

    private static GrainId Id(string key) => key.Length == 0 ? default : new GrainId(Routing.ClientIds.Type, IdSpan.Create(key));
}
