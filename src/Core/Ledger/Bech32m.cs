using System.Diagnostics.CodeAnalysis;

namespace MiningGrid.Core.Ledger;

/// <summary>Bech32m (BIP173 with the constant of BIP350): text of 5-bit values with a check sum that finds any four wrong characters.</summary>
internal static class Bech32m
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int MaxLength = 90;
    private const int ChecksumLength = 6;
    private const uint Constant = 0x2bc830a3;

    private static ReadOnlySpan<uint> Generator => [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static string Encode(string prefix, ReadOnlySpan<byte> values)
    {
        byte[] all = [.. Expand(prefix), .. values, .. new byte[ChecksumLength]];
        uint checksum = Polymod(all) ^ Constant;
        for (int i = 0; i < ChecksumLength; i++)
            all[^(ChecksumLength - i)] = (byte)((checksum >> (5 * (ChecksumLength - 1 - i))) & 31);
        return string.Concat(prefix, "1", string.Concat(all.Skip((2 * prefix.Length) + 1).Select(value => Alphabet[value])));
    }

    /// <summary>Takes a text apart into its human-readable part, in lower case, and its values without the check sum.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? prefix, [NotNullWhen(true)] out byte[]? values)
    {
        prefix = null;
        values = null;
        if (text is null || text.Length > MaxLength || text.Any(c => c is < '!' or > '~'))
            return false;
        if (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower))
            return false;

        string lower = string.Concat(text.Select(char.ToLowerInvariant));
        int separator = lower.LastIndexOf('1');
        if (separator < 1 || separator + 1 + ChecksumLength > lower.Length)
            return false;

        int[] data = [.. lower[(separator + 1)..].Select(c => Alphabet.IndexOf(c))];
        if (data.Contains(-1))
            return false;
        byte[] bytes = [.. data.Select(value => (byte)value)];
        if (Polymod([.. Expand(lower[..separator]), .. bytes]) != Constant)
            return false;

        prefix = lower[..separator];
        values = bytes[..^ChecksumLength];
        return true;
    }

    /// <summary>Cuts bytes into values of 5 bits, the last one filled up with zeros.</summary>
    public static byte[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var values = new byte[((bytes.Length * 8) + 4) / 5];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
            values[bit / 5] |= (byte)(((bytes[bit / 8] >> (7 - (bit % 8))) & 1) << (4 - (bit % 5)));
        return values;
    }

    /// <summary>Joins values to bytes; what is left over must be less than a value and zero, so that one text has one meaning.</summary>
    public static bool TryToBytes(ReadOnlySpan<byte> values, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var joined = new byte[values.Length * 5 / 8];
        int padding = (values.Length * 5) - (joined.Length * 8);
        if (padding >= 5 || (padding > 0 && (values[^1] & ((1 << padding) - 1)) != 0))
            return false;
        for (int bit = 0; bit < joined.Length * 8; bit++)
            joined[bit / 8] |= (byte)(((values[bit / 5] >> (4 - (bit % 5))) & 1) << (7 - (bit % 8)));
        bytes = joined;
        return true;
    }

    private static IEnumerable<byte> Expand(string prefix) =>
        [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];

    private static uint Polymod(ReadOnlySpan<byte> values)
    {
        uint checksum = 1;
        foreach (byte value in values)
        {
            uint top = checksum >> 25;
            checksum = ((checksum & 0x1ffffff) << 5) ^ value;
            for (int i = 0; i < Generator.Length; i++)
                checksum ^= (top >> i & 1) == 0 ? 0 : Generator[i];
        }

        return checksum;
    }
}
