using System.Buffers;
using Compact.Serialization;

namespace Orleans.Serialization;

/// <summary>Serializes and deserializes values.</summary>
public sealed class Serializer
{
    private readonly CodecProvider _codecs;

    internal Serializer(CodecProvider codecs) => _codecs = codecs;

    public bool CanSerialize<T>() => _codecs.TryGetCodec<T>(out _);

    public bool CanSerialize(Type type) => _codecs.CanSerialize(type);

    public byte[] SerializeToArray<T>(T value)
    {
        var writer = new WireWriter(_codecs);
        try
        {
            RootCodec.Write(ref writer, value);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new WireWriter(_codecs);
        try
        {
            RootCodec.Write(ref writer, value);
            destination.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    public T Deserialize<T>(ReadOnlySpan<byte> source)
    {
        var reader = new WireReader(source, _codecs);
        return RootCodec.Read<T>(ref reader);
    }

    public T Deserialize<T>(byte[] source) => Deserialize<T>(source.AsSpan());

    public T Deserialize<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source.Span);

    public T Deserialize<T>(ReadOnlySequence<byte> source) =>
        source.IsSingleSegment ? Deserialize<T>(source.FirstSpan) : Deserialize<T>(source.ToArray());
}
