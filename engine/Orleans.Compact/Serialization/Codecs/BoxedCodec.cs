namespace Compact.Serialization;

/// <summary>A codec and copier for values whose type is known only at run time.</summary>
internal abstract class BoxedCodec
{
    public abstract void Write(ref WireWriter writer, object value);

    public abstract object Read(ref WireReader reader);

    public abstract object Copy(object value, CopyContext context);
}
