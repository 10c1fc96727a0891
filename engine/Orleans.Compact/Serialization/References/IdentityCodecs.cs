using Orleans.Runtime;

namespace Compact.Serialization;

/// <summary>The names of grains and silos.</summary>
internal static class IdentityCodecs
{
    public static void WriteGrainId(ref WireWriter writer, GrainId value)
    {
        writer.WriteBytes(value.Type.AsSpan());
        writer.WriteBytes(value.Key.AsSpan());
    }

    public static GrainId ReadGrainId(ref WireReader reader)
    {
        var type = ReadSpan(ref reader);
        return new GrainId(new GrainType(type), ReadSpan(ref reader));
    }

    public static void WriteGrainIdField(ref WireWriter writer, GrainId value)
    {
        var start = writer.BeginBytes();
        WriteGrainId(ref writer, value);
        writer.EndBytes(start);
    }

    public static GrainId ReadGrainIdField(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = ReadGrainId(ref reader);
        reader.Leave(outer);
        return value;
    }

    public static IdSpan ReadSpan(ref WireReader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.IsEmpty ? default : new IdSpan(bytes.ToArray());
    }

    public static void WriteSilo(ref WireWriter writer, SiloAddress value)
    {
        var start = writer.BeginBytes();
        IPAddressCodec.WriteEndPoint(ref writer, value.Endpoint);
        writer.WriteSigned(value.Generation);
        writer.EndBytes(start);
    }

    public static SiloAddress ReadSilo(ref WireReader reader)
    {
        var outer = reader.Enter();
        var endpoint = IPAddressCodec.ReadEndPoint(ref reader);
        var generation = (int)reader.ReadSigned(int.MinValue, int.MaxValue);
        reader.Leave(outer);
        return SiloAddress.New(endpoint, generation);
    }
}
