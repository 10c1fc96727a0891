namespace Compact.Serialization;

/// <summary>An interface, an abstract class or <see cref="object"/>: every value says its type.</summary>
internal sealed class PolymorphicCodec<T>(CodecProvider codecs) : ClassCodec<T>(codecs)
    where T : class
{
    protected override void WriteBody(ref WireWriter writer, T value)
    {
        // A plain object has no members.
    }

    protected override T ReadBody(ref WireReader reader)
    {
        if (typeof(T) != typeof(object))
            WireReader.Throw("a value without its type");
        return (T)new object();
    }

    protected override T CopyBody(T value, CopyContext context)
    {
        var copy = (T)new object();
        context.Record(value, copy);
        return copy;
    }
}
