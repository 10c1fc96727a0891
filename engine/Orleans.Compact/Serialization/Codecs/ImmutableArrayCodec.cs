using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Compact.Serialization;

/// <summary>An array that was never set stays one that was never set: its payload is empty.</summary>
internal sealed class ImmutableArrayCodec<T>(CodecProvider codecs) : ICodec<ImmutableArray<T>>, ICopier<ImmutableArray<T>>
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => _copier.IsImmutable;

    public void Write(ref WireWriter writer, ImmutableArray<T> value)
    {
        var start = writer.BeginBytes();
        if (!value.IsDefault)
            Elements.Write(ref writer, _codec, value.AsSpan());
        writer.EndBytes(start);
    }

    public ImmutableArray<T> Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = reader.AtEnd ? default : ImmutableCollectionsMarshal.AsImmutableArray(Elements.Read(ref reader, _codec));
        reader.Leave(outer);
        return value;
    }

    public ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext context)
    {
        if (value.IsDefaultOrEmpty || _copier.IsImmutable)
            return value;
        var copy = new T[value.Length];
        Elements.Copy(_copier, value.AsSpan(), copy, context);
        return ImmutableCollectionsMarshal.AsImmutableArray(copy);
    }
}
