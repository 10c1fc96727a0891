using System.Runtime.InteropServices;

namespace Compact.Serialization;

internal sealed class ListCodec<T>(CodecProvider codecs) : ICodec<List<T>>, ICopier<List<T>>
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => false;

    public void Write(ref WireWriter writer, List<T> value)
    {
        var start = writer.BeginBytes();
        Elements.Write(ref writer, _codec, CollectionsMarshal.AsSpan(value));
        writer.EndBytes(start);
    }

    public List<T> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var count = reader.ReadCount<T>();
        var value = new List<T>(count);
        for (var i = 0; i < count; i++)
            value.Add(reader.ReadElement(_codec));
        reader.Leave(outer);
        return value;
    }

    public List<T> Copy(List<T> value, CopyContext context)
    {
        if (value is null)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        var copy = new List<T>(value.Count);
        context.Record(value, copy);
        CollectionsMarshal.SetCount(copy, value.Count);
        Elements.Copy(_copier, CollectionsMarshal.AsSpan(value), CollectionsMarshal.AsSpan(copy), context);
        return copy;
    }
}
