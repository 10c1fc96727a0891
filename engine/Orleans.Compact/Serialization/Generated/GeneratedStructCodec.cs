namespace Compact.Serialization;

/// <summary>What the generator derives a struct's codec from.</summary>
public abstract class GeneratedStructCodec<T> : ICodec<T>, ICopier<T>
    where T : struct
{
    private const int Mutable = 1;
    private const int Immutable = 2;
    private int _immutability;

    protected GeneratedStructCodec(CodecProvider codecs)
    {
        ArgumentNullException.ThrowIfNull(codecs);
        Codecs = codecs;
    }

    public WireType WireType => WireType.Bytes;

    /// <summary>Nothing in the members can change, so that assigning the struct copies all of it.</summary>
    public virtual bool IsImmutable
    {
        get
        {
            if (_immutability == 0)
            {
                // A struct that holds itself, in a collection, asks again meanwhile: then the answer is no.
                _immutability = Mutable;
                _immutability = AreMembersImmutable() ? Immutable : Mutable;
            }

            return _immutability == Immutable;
        }
    }

    protected CodecProvider Codecs { get; }

    public void Write(ref WireWriter writer, T value)
    {
        var start = writer.BeginBytes();
        WriteMembers(ref writer, ref value);
        writer.EndBytes(start);
    }

    public T Read(ref WireReader reader)
    {
        var outer = reader.Enter();
        var value = default(T);
        ReadMembers(ref reader, ref value);
        reader.Leave(outer);
        return value;
    }

    public T Copy(T value, CopyContext context)
    {
        if (IsImmutable)
            return value;
        var copy = value;
        CopyMembers(ref value, ref copy, context);
        return copy;
    }

    protected abstract bool AreMembersImmutable();

    protected abstract void WriteMembers(ref WireWriter writer, ref T value);

    protected abstract void ReadMembers(ref WireReader reader, ref T value);

    protected abstract void CopyMembers(ref T from, ref T to, CopyContext context);
}
