using System.Runtime.CompilerServices;

namespace Compact.Serialization;

internal sealed class HashSetCodec<T>(CodecProvider codecs) : ICodec<HashSet<T>>, ICopier<HashSet<T>>
{
    private const int EntryBytes = 8;

    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => false;

    public void Write(ref WireWriter writer, HashSet<T> value)
    {
        var start = writer.BeginBytes();
        Comparers.Write(ref writer, value.Comparer);
        writer.WriteVarInt((uint)value.Count);
        foreach (var item in value)
            writer.WriteElement(_codec, item);
        writer.EndBytes(start);
    }

    public HashSet<T> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var comparer = Comparers.Read<T>(ref reader);
        var count = reader.ReadCount(bytesMin: 1, Unsafe.SizeOf<T>() + EntryBytes);
        var value = new HashSet<T>(count, comparer);
        for (var i = 0; i < count; i++)
        {
            if (!value.Add(reader.ReadElement(_codec)))
                WireReader.Throw("an element of a set twice");
        }

        reader.Leave(outer);
        return value;
    }

    public HashSet<T> Copy(HashSet<T> value, CopyContext context)
    {
        if (value is null)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        if (_copier.IsImmutable)
        {
            var same = new HashSet<T>(value, value.Comparer);
            context.Record(value, same);
            return same;
        }

        var copy = new HashSet<T>(value.Count, value.Comparer);
        context.Record(value, copy);
        foreach (var item in value)
            copy.Add(_copier.Copy(item, context));
        return copy;
    }
}
