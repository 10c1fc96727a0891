namespace Compact.Serialization;

internal sealed class DictionaryCodec<TKey, TValue>(CodecProvider codecs) : ICodec<Dictionary<TKey, TValue>>, ICopier<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    private readonly PairCodec<TKey, TValue> _pairs = new(codecs);

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => false;

    public void Write(ref WireWriter writer, Dictionary<TKey, TValue> value)
    {
        var start = writer.BeginBytes();
        Comparers.Write(ref writer, value.Comparer);
        writer.WriteVarInt((uint)value.Count);
        foreach (var pair in value)
            _pairs.WriteParts(ref writer, pair);
        writer.EndBytes(start);
    }

    public Dictionary<TKey, TValue> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var comparer = Comparers.Read<TKey>(ref reader);
        var count = reader.ReadCount(bytesMin: 2, PairCodec<TKey, TValue>.Bytes);
        var value = new Dictionary<TKey, TValue>(count, comparer);
        for (var i = 0; i < count; i++)
        {
            var pair = _pairs.ReadParts(ref reader);
            if (pair.Key is null || !value.TryAdd(pair.Key, pair.Value))
                WireReader.Throw("a key twice, or none");
        }

        reader.Leave(outer);
        return value;
    }

    public Dictionary<TKey, TValue> Copy(Dictionary<TKey, TValue> value, CopyContext context)
    {
        if (value is null)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        if (_pairs.IsImmutable)
        {
            var same = new Dictionary<TKey, TValue>(value, value.Comparer);
            context.Record(value, same);
            return same;
        }

        var copy = new Dictionary<TKey, TValue>(value.Count, value.Comparer);
        context.Record(value, copy);
        foreach (var pair in value)
        {
            var (key, item) = _pairs.Copy(pair, context);
            copy.Add(key, item);
        }

        return copy;
    }
}
