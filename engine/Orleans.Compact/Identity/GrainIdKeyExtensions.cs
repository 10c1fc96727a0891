using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Integer and Guid keys and their extensions, as <see cref="GrainId.Key"/> holds them: hexadecimal, then <c>+extension</c>.</summary>
public static class GrainIdKeyExtensions
{
    private const int LongDigitsMax = 16;
    private const int GuidDigits = 32;

    public static IdSpan CreateIntegerKey(long key)
    {
        Span<byte> text = stackalloc byte[LongDigitsMax];
        _ = Utf8Formatter.TryFormat(key, text, out var length, 'X');
        return new IdSpan(text[..length].ToArray());
    }

    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension)
    {
        Span<byte> text = stackalloc byte[LongDigitsMax];
        _ = Utf8Formatter.TryFormat(key, text, out var length, 'X');
        return Extend(text[..length], keyExtension);
    }

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateIntegerKey(key) : CreateIntegerKey(key, Encoding.UTF8.GetBytes(keyExtension));

    public static IdSpan CreateGuidKey(Guid key) => CreateGuidKey(key, default(ReadOnlySpan<byte>));

    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension)
    {
        Span<byte> text = stackalloc byte[GuidDigits];
        _ = Utf8Formatter.TryFormat(key, text, out _, 'N');
        return Extend(text, keyExtension);
    }

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : CreateGuidKey(key, Encoding.UTF8.GetBytes(keyExtension));

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        if (Utf8Parser.TryParse(text, out key, out var length, 'X') && length == text.Length)
            return true;
        keyExt = null;
        return false;
    }

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        TryGetIntegerKey(grainId, out var key, out keyExt) ? key : throw new ArgumentException($"The key of {grainId} is not an integer.", nameof(grainId));

    public static long GetIntegerKey(this GrainId grainId) => GetIntegerKey(grainId, out _);

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        if (text.Length == GuidDigits && Utf8Parser.TryParse(text, out key, out _, 'N'))
            return true;
        key = default;
        keyExt = null;
        return false;
    }

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        TryGetGuidKey(grainId, out var key, out keyExt) ? key : throw new ArgumentException($"The key of {grainId} is not a Guid.", nameof(grainId));

    public static Guid GetGuidKey(this GrainId grainId) => GetGuidKey(grainId, out _);

    private static IdSpan Extend(ReadOnlySpan<byte> key, ReadOnlySpan<byte> extension) =>
        extension.IsEmpty ? new IdSpan(key.ToArray()) : new IdSpan([.. key, (byte)'+', .. extension]);

    private static ReadOnlySpan<byte> Split(GrainId grainId, out string? extension)
    {
        var key = grainId.Key.AsSpan();
        var plus = key.IndexOf((byte)'+');
        extension = plus < 0 ? null : Encoding.UTF8.GetString(key[(plus + 1)..]);
        return plus < 0 ? key : key[..plus];
    }
}
