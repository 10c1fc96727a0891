using System.Runtime.CompilerServices;

namespace Compact.Serialization;

/// <summary>A key with its value, alone or as the element of a dictionary.</summary>
internal sealed class PairCodec<TKey, TValue>(CodecProvider codecs) : ICodec<KeyValuePair<TKey, TValue>>, ICopier<KeyValuePair<TKey, TValue>>
{
    private const int EntryBytes = 8;

    private readonly ICodec<TKey> _keyCodec = codecs.GetCodec<TKey>();
    private readonly ICodec<TValue> _valueCodec = codecs.GetCodec<TValue>();
    private readonly ICopier<TKey> _keyCopier = codecs.GetCopier<TKey>();
    private readonly ICopier<TValue> _valueCopier = codecs.GetCopier<TValue>();

    /// <summary>What an entry takes in memory, at least.</summary>
    public static int Bytes => Unsafe.SizeOf<KeyValuePair<TKey, TValue>>() + EntryBytes;

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => _keyCopier.IsImmutable && _valueCopier.IsImmutable;

    public void WriteParts(ref WireWriter writer, KeyValuePair<TKey, TValue> value)
    {
        writer.WriteElement(_keyCodec, value.Key);
        writer.WriteElement(_valueCodec, value.Value);
    }

    public KeyValuePair<TKey, TValue> ReadParts(ref WireReader reader)
    {
        var key = reader.ReadElement(_keyCodec);
        return new(key, reader.ReadElement(_valueCodec));
    }

    public void Write(ref WireWriter writer, KeyValuePair<TKey, TValue> value)
    {
        var start = writer.BeginBytes();
        WriteParts(ref writer, value);
        writer.EndBytes(start);
    }

    public KeyValuePair<TKey, TValue> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var pair = ReadParts(ref reader);
        reader.Leave(outer);
        return pair;
    }

    public KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value, CopyContext context) =>
        new(_keyCopier.Copy(value.Key, context), _valueCopier.Copy(value.Value, context));
}
