using System.Collections.Immutable;

namespace Compact.Serialization;

internal sealed class ImmutableListCodec<T>(CodecProvider codecs) : ICodec<ImmutableList<T>>, ICopier<ImmutableList<T>>
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => _copier.IsImmutable;

    public void Write(ref WireWriter writer, ImmutableList<T> value)
    {
        var start = writer.BeginBytes();
        writer.WriteVarInt((uint)value.Count);
        foreach (var item in value)
            writer.WriteElement(_codec, item);
        writer.EndBytes(start);
    }

    public ImmutableList<T> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = ImmutableList.Create(Elements.Read(ref reader, _codec));
        reader.Leave(outer);
        return value;
    }

    public ImmutableList<T> Copy(ImmutableList<T> value, CopyContext context)
    {
        if (value is null || _copier.IsImmutable)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        var copy = ImmutableList.CreateRange(value.Select(item => _copier.Copy(item, context)));
        context.Record(value, copy);
        return copy;
    }
}
