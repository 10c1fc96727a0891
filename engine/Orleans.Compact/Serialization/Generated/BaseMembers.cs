namespace Compact.Serialization;

/// <summary>The part of a payload that belongs to the base class.</summary>
public static class BaseMembers
{
    public static void Write<TBase>(ref WireWriter writer, IMembersCodec<TBase> codec, TBase value)
        where TBase : class
    {
        ArgumentNullException.ThrowIfNull(codec);
        writer.WriteHeader(Numbers.Base, WireType.Bytes);
        var start = writer.BeginBytes();
        codec.WriteMembers(ref writer, value);
        writer.EndBytes(start);
    }

    public static void Read<TBase>(ref WireReader reader, WireType type, IMembersCodec<TBase> codec, TBase value)
        where TBase : class
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (type != WireType.Bytes)
            WireReader.Throw("a member of another wire type");
        var outer = reader.Enter();
        codec.ReadMembers(ref reader, value);
        reader.Leave(outer);
    }
}
