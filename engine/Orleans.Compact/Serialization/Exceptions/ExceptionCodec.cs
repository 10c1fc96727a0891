using Orleans.Serialization;

namespace Compact.Serialization;

/// <summary>
/// An exception that is not marked. One of .NET arrives as what it was, a marked one by its own codec, and any other as
/// an <see cref="UnavailableExceptionFallbackException"/> that carries its type's name and its texts. Shared by copies.
/// </summary>
internal sealed class ExceptionCodec<T>(CodecProvider codecs) : ClassCodec<T>(codecs), IMembersCodec<T>
    where T : Exception
{
    public override bool IsImmutable => true;

    public void WriteMembers(ref WireWriter writer, T value) => ExceptionMembers.Instance.WriteMembers(ref writer, value);

    public void ReadMembers(ref WireReader reader, T value) => ExceptionMembers.Instance.ReadMembers(ref reader, value);

    public void CopyMembers(T from, T to, CopyContext context) => ExceptionMembers.Instance.CopyMembers(from, to, context);

    protected override bool IsOwn(T value) => !AssemblyManifests.IsMarked(value.GetType());

    protected override void WriteBody(ref WireWriter writer, T value)
    {
        var type = value.GetType();
        var typeName = (value as UnavailableExceptionFallbackException)?.ExceptionType ?? type.FullName;
        var message = WellKnownExceptions.Contains(type) ? ExceptionFields.Message(value) : value.Message;
        ExceptionState.Write(ref writer, value, message, typeName);
    }

    protected override T ReadBody(ref WireReader reader) => Make(ExceptionState.Read(ref reader), typeName: null);

    protected override T CopyBody(T value, CopyContext context) => value;

    private protected override T ReadUnknown(ref WireReader reader, string typeName)
    {
        // A marked exception that this side does not know: the innermost base has the texts.
        var boxed = reader.TryReadHeader(out var number, out var type);
        if (!boxed || number != Numbers.First || type != WireType.Bytes)
            WireReader.Throw("a type without its value");
        var outer = reader.Enter();
        var value = ReadBase(ref reader, typeName);
        reader.Leave(outer);
        return value;
    }

    private static T ReadBase(ref WireReader reader, string typeName)
    {
        if (!reader.TryEnterBase(out var outer))
            return Make(ExceptionState.Read(ref reader), typeName);
        var value = ReadBase(ref reader, typeName);
        reader.Leave(outer);
        return value;
    }

    private static T Make(ExceptionState state, string? typeName)
    {
        var name = typeName ?? state.TypeName;
        var exception = (name is null ? null : WellKnownExceptions.TryCreate(name, typeof(T)))
            ?? new UnavailableExceptionFallbackException { ExceptionType = name };
        state.ApplyTo(exception);
        return exception as T ?? throw new MalformedPayloadException($"The payload has an exception '{name}' where a {typeof(T)} is due.");
    }
}
