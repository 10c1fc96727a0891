using Orleans;

namespace Compact.Serialization;

/// <summary>A class that goes over the wire as its surrogate.</summary>
internal sealed class ClassConverterCodec<TValue, TSurrogate>(CodecProvider codecs, IConverter<TValue, TSurrogate> converter) : ClassCodec<TValue>(codecs)
    where TValue : class
    where TSurrogate : struct
{
    private readonly ICodec<TSurrogate> _codec = codecs.GetCodec<TSurrogate>();
    private readonly ICopier<TSurrogate> _copier = codecs.GetCopier<TSurrogate>();

    protected override void WriteBody(ref WireWriter writer, TValue value) =>
        writer.WriteMember(Numbers.First, _codec, converter.ConvertToSurrogate(in value));

    protected override TValue ReadBody(ref WireReader reader)
    {
        var surrogate = default(TSurrogate);
        while (reader.TryReadHeader(out var number, out var type))
        {
            if (number == Numbers.First)
                surrogate = reader.ReadMember(type, _codec);
            else
                reader.Skip(type);
        }

        return Converting.FromSurrogate(converter, surrogate);
    }

    protected override TValue CopyBody(TValue value, CopyContext context)
    {
        var surrogate = _copier.Copy(converter.ConvertToSurrogate(in value), context);
        var copy = converter.ConvertFromSurrogate(in surrogate);
        context.Record(value, copy);
        return copy;
    }
}
