namespace Compact.Serialization;

internal sealed class BoxedCodec<T>(CodecProvider codecs) : BoxedCodec
    where T : notnull
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public override void Write(ref WireWriter writer, object value)
    {
        writer.WriteHeader(Numbers.First, _codec.WireType);
        _codec.Write(ref writer, (T)value);
    }

    public override object Read(ref WireReader reader)
    {
        if (!reader.TryReadHeader(out var number, out var type) || number != Numbers.First || type != _codec.WireType)
            WireReader.Throw("a type without its value");
        return _codec.Read(ref reader);
    }

    public override object Copy(object value, CopyContext context) =>
        _copier.IsImmutable ? value : _copier.Copy((T)value, context);
}
