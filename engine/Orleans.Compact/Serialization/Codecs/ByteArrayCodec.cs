namespace Compact.Serialization;

/// <summary>Bytes are written as they are.</summary>
internal sealed class ByteArrayCodec : ICodec<byte[]>, ICopier<byte[]>
{
    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => false;

    public void Write(ref WireWriter writer, byte[] value) => writer.WriteBytes(value);

    public byte[] Read(ref WireReader reader) => reader.ReadBytes().ToArray();

    public byte[] Copy(byte[] value, CopyContext context)
    {
        if (value is null)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        var copy = value.AsSpan().ToArray();
        context.Record(value, copy);
        return copy;
    }
}
