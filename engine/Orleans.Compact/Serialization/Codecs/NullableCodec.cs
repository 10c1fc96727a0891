namespace Compact.Serialization;

/// <summary>A value or nothing; the member or element around it says which.</summary>
internal sealed class NullableCodec<T>(CodecProvider codecs) : ICodec<T?>, ICopier<T?>
    where T : struct
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public WireType WireType => _codec.WireType;

    public bool IsImmutable => _copier.IsImmutable;

    public void Write(ref WireWriter writer, T? value) => _codec.Write(ref writer, value.GetValueOrDefault());

    public T? Read(ref WireReader reader) => _codec.Read(ref reader);

    public T? Copy(T? value, CopyContext context) => value is { } present ? _copier.Copy(present, context) : null;
}
