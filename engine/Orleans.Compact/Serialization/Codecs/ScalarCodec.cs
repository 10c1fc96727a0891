namespace Compact.Serialization;

internal delegate void WriteScalar<in T>(ref WireWriter writer, T value);

internal delegate T ReadScalar<out T>(ref WireReader reader);

/// <summary>A value without parts that anybody could change: shared by copies, written by two functions.</summary>
internal sealed class ScalarCodec<T>(WireType wireType, WriteScalar<T> write, ReadScalar<T> read) : ICodec<T>, ICopier<T>
{
    public WireType WireType => wireType;

    public bool IsImmutable => true;

    public void Write(ref WireWriter writer, T value) => write(ref writer, value);

    public T Read(ref WireReader reader) => read(ref reader);

    public T Copy(T value, CopyContext context) => value;
}
