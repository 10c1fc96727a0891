namespace Compact.Serialization;

/// <summary>Writes values of one type to the wire and reads them back. Never sees null: the field or element around it does.</summary>
public interface ICodec<T>
{
    /// <summary>How the payload is delimited, so that a reader that does not know the field can skip it.</summary>
    WireType WireType { get; }

    /// <summary>Writes the payload, with its length when it is <see cref="WireType.Bytes"/>.</summary>
    void Write(ref WireWriter writer, T value);

    /// <summary>Reads what <see cref="Write"/> wrote; anything else ends in a <see cref="MalformedPayloadException"/>.</summary>
    T Read(ref WireReader reader);
}
