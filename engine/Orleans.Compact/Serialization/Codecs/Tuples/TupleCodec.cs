namespace Compact.Serialization;

/// <summary>A <see cref="Tuple"/> goes over the wire as the value tuple of the same items.</summary>
internal abstract class TupleCodec<TTuple, TItems>(CodecProvider codecs) : ICodec<TTuple>, ICopier<TTuple>
    where TTuple : class
{
    private readonly ICodec<TItems> _codec = codecs.GetCodec<TItems>();
    private readonly ICopier<TItems> _copier = codecs.GetCopier<TItems>();

    public WireType WireType => WireType.Bytes;

    public bool IsImmutable => _copier.IsImmutable;

    public void Write(ref WireWriter writer, TTuple value) => _codec.Write(ref writer, ToItems(value));

    public TTuple Read(ref WireReader reader) => FromItems(_codec.Read(ref reader));

    public TTuple Copy(TTuple value, CopyContext context)
    {
        if (value is null || _copier.IsImmutable)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;
        var copy = FromItems(_copier.Copy(ToItems(value), context));
        context.Record(value, copy);
        return copy;
    }

    protected abstract TItems ToItems(TTuple value);

    protected abstract TTuple FromItems(TItems items);
}
