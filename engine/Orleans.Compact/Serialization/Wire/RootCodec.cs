namespace Compact.Serialization;

/// <summary>A payload as a whole: one value that may be null, and nothing after it.</summary>
internal static class RootCodec
{
    public static void Write<T>(ref WireWriter writer, T value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
            writer.Codecs.GetCodec<T>().Write(ref writer, value);
    }

    public static T Read<T>(ref WireReader reader)
    {
        var codec = reader.Codecs.GetCodec<T>();
        try
        {
            return ReadAll(ref reader, codec);
        }
        catch (Exception exception) when (exception is not MalformedPayloadException)
        {
            // A constructor, setter or comparer of the application's refused what it was given.
            throw new MalformedPayloadException($"The payload has no {typeof(T)} that could be made.", exception);
        }
    }

    private static T ReadAll<T>(ref WireReader reader, ICodec<T> codec)
    {
        var present = reader.ReadByte();
        if (present > 1)
            WireReader.Throw("neither a value nor null");
        var value = present == 0 ? default! : codec.Read(ref reader);
        if (!reader.AtEnd)
            WireReader.Throw("bytes after its end");
        return value;
    }
}
