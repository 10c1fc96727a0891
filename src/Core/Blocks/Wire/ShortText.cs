using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MiningGrid.Core.Blocks;

/// <summary>The text that a coinbase or a chain's parameters carry: strict UTF-8, so that one text has one encoding, without control characters, so that it is safe to print.</summary>
internal static class ShortText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is allowed, for messages.</summary>
    public static string Allowed(int maxBytes) => $"text of at most {maxBytes} bytes of UTF-8 without control characters";

    public static bool TryEncode(string text, int maxBytes, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length > maxBytes || text.Any(char.IsControl))
            return false;
        try
        {
            bytes = StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return false;
        }

        return bytes.Length <= maxBytes;
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return false;
        text = StrictUtf8.GetString(bytes);
        return !text.Any(char.IsControl);
    }
}
