namespace Compact.Serialization;

/// <summary>One-dimensional arrays.</summary>
internal sealed class ArrayCodec<T>(CodecProvider codecs) : ICodec<T[]>, ICopier<T[]>
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => false;

    public void Write(ref WireWriter writer, T[] value)
    {
        var start = writer.BeginBytes();
        Elements.Write(ref writer, _codec, value);
        writer.EndBytes(start);
    }

    public T[] Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = Elements.Read(ref reader, _codec);
        reader.Leave(outer);
        return value;
    }

    public T[] Copy(T[] value, CopyContext context)
    {
        if (value is null)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        var copy = new T[value.Length];
        context.Record(value, copy);
        Elements.Copy(_copier, value, copy, context);
        return copy;
    }
}
