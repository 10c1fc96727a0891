namespace Compact.Serialization;

/// <summary>How keys are compared does not cross the wire, except for the comparers of text that everybody has.</summary>
internal static class Comparers
{
    private const byte Default = 0;
    private const byte Ordinal = 1;
    private const byte OrdinalIgnoreCase = 2;

    public static void Write<T>(ref WireWriter writer, IEqualityComparer<T>? comparer)
    {
        writer.WriteByte(comparer switch
        {
            _ when ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) => OrdinalIgnoreCase,
            _ when ReferenceEquals(comparer, StringComparer.Ordinal) => Ordinal,
            _ => Default,
        });
    }

    public static IEqualityComparer<T>? Read<T>(ref WireReader reader) => (reader.ReadByte(), typeof(T) == typeof(string)) switch
    {
        (Default, _) => null,
        (Ordinal, true) => (IEqualityComparer<T>)StringComparer.Ordinal,
        (OrdinalIgnoreCase, true) => (IEqualityComparer<T>)StringComparer.OrdinalIgnoreCase,
        _ => throw new MalformedPayloadException("The payload has an unknown comparer."),
    };
}
