using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Compact.Serialization;

/// <summary>
/// A class whose member or element may hold a derived one: then the value's own type stands first, by its registered name.
/// A copy is made once per object and copying.
/// </summary>
public abstract class ClassCodec<T> : ICodec<T>, ICopier<T>
    where T : class
{
    protected ClassCodec(CodecProvider codecs)
    {
        ArgumentNullException.ThrowIfNull(codecs);
        Codecs = codecs;
    }

    public WireType WireType => WireType.Bytes;

    public virtual bool IsImmutable => false;

    protected CodecProvider Codecs { get; }

    public void Write(ref WireWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var start = writer.BeginBytes();
        if (IsOwn(value))
            WriteBody(ref writer, value);
        else
            WriteDerived(ref writer, value);
        writer.EndBytes(start);
    }

    public T Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = reader.TryEnterType() ? ReadDerived(ref reader) : ReadBody(ref reader);
        reader.Leave(outer);
        return value;
    }

    public T Copy(T value, CopyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (value is null || IsImmutable)
            return value!;
        if (context.TryGetCopy(value, out var known))
            return known;

        // A list of nodes may be longer than the stack is deep: that fails the call, not the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return IsOwn(value) ? CopyBody(value, context) : (T)Codecs.GetBoxed(value.GetType()).Copy(value, context);
    }

    /// <summary>The value is of this codec's own type, not of a derived one.</summary>
    protected virtual bool IsOwn(T value) => value?.GetType() == typeof(T);

    protected abstract void WriteBody(ref WireWriter writer, T value);

    protected abstract T ReadBody(ref WireReader reader);

    /// <summary>Copies a value of exactly this type, and records the copy in the context.</summary>
    protected abstract T CopyBody(T value, CopyContext context);

    /// <summary>A value whose type this side does not know; the reader stands after the type.</summary>
    private protected virtual T ReadUnknown(ref WireReader reader, string typeName) =>
        throw new MalformedPayloadException($"The payload has a value of the type '{typeName}', which is not registered here.");

    private void WriteDerived(ref WireWriter writer, T value)
    {
        var type = TypeNames.Normalize(value.GetType());
        var boxed = Codecs.GetBoxed(type);
        writer.WriteHeader(Numbers.Type, WireType.Bytes);
        writer.WriteBytes(CodecProvider.Types.GetName(type));
        boxed.Write(ref writer, value);
    }

    private T ReadDerived(ref WireReader reader)
    {
        if (!CodecProvider.Types.TryRead(reader.ReadBytes(), out var type, out var typeName))
            return ReadUnknown(ref reader, typeName);
        if (!typeof(T).IsAssignableFrom(type))
            throw new MalformedPayloadException($"The payload has a value of the type '{typeName}' where a {typeof(T)} is due.");
        var value = (T)Codecs.GetBoxed(type).Read(ref reader);
        Debug.Assert(value is not null, "A codec never reads null.");
        return value;
    }
}
