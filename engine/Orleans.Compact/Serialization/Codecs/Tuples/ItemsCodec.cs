namespace Compact.Serialization;

/// <summary>A struct written as its items, one after the other, in a payload of their own.</summary>
internal abstract class ItemsCodec<T> : ICodec<T>, ICopier<T>
    where T : struct
{
    public WireType WireType => WireType.Bytes;

    public abstract bool IsImmutable { get; }

    public void Write(ref WireWriter writer, T value)
    {
        var start = writer.BeginBytes();
        WriteItems(ref writer, value);
        writer.EndBytes(start);
    }

    public T Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = ReadItems(ref reader);
        reader.Leave(outer);
        return value;
    }

    public abstract T Copy(T value, CopyContext context);

    protected abstract void WriteItems(ref WireWriter writer, T value);

    protected abstract T ReadItems(ref WireReader reader);
}
