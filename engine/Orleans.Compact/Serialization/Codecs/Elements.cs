namespace Compact.Serialization;

/// <summary>A count, then the elements: what the body of every collection is made of.</summary>
internal static class Elements
{
    public static void Write<T>(ref WireWriter writer, ICodec<T> codec, scoped ReadOnlySpan<T> values)
    {
        writer.WriteVarInt((uint)values.Length);
        foreach (var value in values)
            writer.WriteElement(codec, value);
    }

    public static T[] Read<T>(ref WireReader reader, ICodec<T> codec)
    {
        var count = reader.ReadCount<T>();
        if (count == 0)
            return [];
        var values = new T[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.ReadElement(codec);
        return values;
    }

    public static void Copy<T>(ICopier<T> copier, ReadOnlySpan<T> from, Span<T> to, CopyContext context)
    {
        if (copier.IsImmutable)
        {
            from.CopyTo(to);
            return;
        }

        for (var i = 0; i < from.Length; i++)
            to[i] = copier.Copy(from[i], context);
    }
}
