namespace Compact.Serialization;

/// <summary>What the generator derives a class's codec from.</summary>
public abstract class GeneratedCodec<T>(CodecProvider codecs) : ClassCodec<T>(codecs), IMembersCodec<T>
    where T : class
{
    public abstract void WriteMembers(ref WireWriter writer, T value);

    public abstract void ReadMembers(ref WireReader reader, T value);

    public abstract void CopyMembers(T from, T to, CopyContext context);

    /// <summary>An instance to read or copy members into.</summary>
    protected abstract T Create();

    protected override void WriteBody(ref WireWriter writer, T value) => WriteMembers(ref writer, value);

    protected override T ReadBody(ref WireReader reader)
    {
        var value = Create();
        ReadMembers(ref reader, value);
        return value;
    }

    protected override T CopyBody(T value, CopyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var copy = Create();
        context.Record(value, copy);
        CopyMembers(value, copy, context);
        return copy;
    }
}
