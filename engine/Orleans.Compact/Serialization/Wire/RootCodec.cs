namespace Compact.Serialization;

/// <summary>A payload as a whole: one value that may be null, and nothing after it.</summary>
internal static class RootCodec
{
    public static void Write<T>(ref WireWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(0);
            return;
        }

        writer.WriteByte(1);
        writer.Codecs.GetCodec<T>().Write(ref writer, value);
    }

    public static T Read<T>(ref WireReader reader)
    {
        var present = reader.ReadByte();
        if (present > 1)
            WireReader.Throw("neither a value nor null");
        var value = present == 0 ? default! : reader.Codecs.GetCodec<T>().Read(ref reader);
        if (!reader.AtEnd)
            WireReader.Throw("bytes after its end");
        return value;
    }
}
