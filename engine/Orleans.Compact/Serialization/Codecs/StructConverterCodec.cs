using System.Runtime.CompilerServices;
using Orleans;

namespace Compact.Serialization;

/// <summary>A struct that goes over the wire as its surrogate.</summary>
internal sealed class StructConverterCodec<TValue, TSurrogate>(CodecProvider codecs, IConverter<TValue, TSurrogate> converter) : ICodec<TValue>, ICopier<TValue>
    where TValue : struct
    where TSurrogate : struct
{
    private readonly ICodec<TSurrogate> _codec = codecs.GetCodec<TSurrogate>();
    private readonly ICopier<TSurrogate> _copier = codecs.GetCopier<TSurrogate>();

    public WireType WireType => _codec.WireType;

    /// <summary>A struct that holds no reference is copied by assignment.</summary>
    public bool IsImmutable => !RuntimeHelpers.IsReferenceOrContainsReferences<TValue>();

    public void Write(ref WireWriter writer, TValue value) => _codec.Write(ref writer, converter.ConvertToSurrogate(in value));

    public TValue Read(ref WireReader reader) => Converting.FromSurrogate(converter, _codec.Read(ref reader));

    public TValue Copy(TValue value, CopyContext context)
    {
        if (IsImmutable)
            return value;
        var surrogate = _copier.Copy(converter.ConvertToSurrogate(in value), context);
        return converter.ConvertFromSurrogate(in surrogate);
    }
}
