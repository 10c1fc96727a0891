namespace Compact.Serialization;

/// <summary>One item of a tuple: how it is written, read and copied.</summary>
internal readonly struct Part<T>(CodecProvider codecs)
{
    private readonly ICodec<T> _codec = codecs.GetCodec<T>();
    private readonly ICopier<T> _copier = codecs.GetCopier<T>();

    public bool IsImmutable => _copier.IsImmutable;

    public void Write(ref WireWriter writer, T value) => writer.WriteElement(_codec, value);

    public T Read(ref WireReader reader) => reader.ReadElement(_codec);

    public T Copy(T value, CopyContext context) => _copier.Copy(value, context);
}
