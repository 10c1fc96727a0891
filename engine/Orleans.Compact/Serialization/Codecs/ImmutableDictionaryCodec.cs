using System.Collections.Immutable;

namespace Compact.Serialization;

internal sealed class ImmutableDictionaryCodec<TKey, TValue>(CodecProvider codecs) : ICodec<ImmutableDictionary<TKey, TValue>>, ICopier<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    private readonly PairCodec<TKey, TValue> _pairs = new(codecs);

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => _pairs.IsImmutable;

    public void Write(ref WireWriter writer, ImmutableDictionary<TKey, TValue> value)
    {
        var start = writer.BeginBytes();
        Comparers.Write(ref writer, value.KeyComparer);
        writer.WriteVarInt((uint)value.Count);
        foreach (var pair in value)
            _pairs.WriteParts(ref writer, pair);
        writer.EndBytes(start);
    }

    public ImmutableDictionary<TKey, TValue> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var builder = ImmutableDictionary.CreateBuilder<TKey, TValue>(Comparers.Read<TKey>(ref reader));
        var count = reader.ReadCount(bytesMin: 2, PairCodec<TKey, TValue>.Bytes);
        for (var i = 0; i < count; i++)
        {
            var pair = _pairs.ReadParts(ref reader);
            if (pair.Key is null || builder.ContainsKey(pair.Key))
                WireReader.Throw("a key twice, or none");
            builder.Add(pair);
        }

        reader.Leave(outer);
        return builder.ToImmutable();
    }

    public ImmutableDictionary<TKey, TValue> Copy(ImmutableDictionary<TKey, TValue> value, CopyContext context)
    {
        if (value is null || _pairs.IsImmutable)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        var copy = ImmutableDictionary.CreateRange(value.KeyComparer, value.ValueComparer, value.Select(pair => _pairs.Copy(pair, context)));
        context.Record(value, copy);
        return copy;
    }
}
