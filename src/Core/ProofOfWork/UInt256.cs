using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// An unsigned 256-bit number: targets, chain work, and hashes as Bitcoin compares them (arith_uint256 of Bitcoin Core).
/// Arithmetic wraps modulo 2^256, as the built-in unsigned types do.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>
{
    /// <summary>Bytes of a number: 32.</summary>
    public const int Size = 32;

    private const int HexDigits = 2 * Size;

    // Limbs of 64 bits, the least significant first.
    private readonly ulong _0, _1, _2, _3;

    private UInt256(ulong limb0, ulong limb1, ulong limb2, ulong limb3) =>
        (_0, _1, _2, _3) = (limb0, limb1, limb2, limb3);

    /// <summary>0.</summary>
    public static UInt256 Zero => default;

    /// <summary>1.</summary>
    public static UInt256 One => 1;

    /// <summary>2^256 − 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>How many bits the number needs: 0 for zero, 256 for the greatest.</summary>
    public int BitLength =>
        _3 != 0 ? 256 - BitOperations.LeadingZeroCount(_3)
        : _2 != 0 ? 192 - BitOperations.LeadingZeroCount(_2)
        : _1 != 0 ? 128 - BitOperations.LeadingZeroCount(_1)
        : 64 - BitOperations.LeadingZeroCount(_0);

    /// <summary>Every 64-bit number is a 256-bit number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator UInt256(ulong value) => new(value, 0, 0, 0);

    /// <summary>The low 64 bits; what stands above them is dropped.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator ulong(UInt256 value) => value._0;

    /// <summary>Reads 32 bytes, the least significant first.</summary>
    /// <param name="source">At least 32 bytes; the first 32 are read.</param>
    /// <returns>The number.</returns>
    public static UInt256 ReadLittleEndian(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(source),
        BinaryPrimitives.ReadUInt64LittleEndian(source[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(source[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(source[24..]));

    /// <summary>Reads 32 bytes, the most significant first.</summary>
    /// <param name="source">At least 32 bytes; the first 32 are read.</param>
    /// <returns>The number.</returns>
    public static UInt256 ReadBigEndian(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64BigEndian(source[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(source));

    /// <summary>Writes 32 bytes, the least significant first.</summary>
    /// <param name="destination">At least 32 bytes; the first 32 are written.</param>
    public void WriteLittleEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], _3);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], _2);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _0);
    }

    /// <summary>Writes 32 bytes, the most significant first.</summary>
    /// <param name="destination">At least 32 bytes; the first 32 are written.</param>
    public void WriteBigEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, _3);
    }

    /// <summary>The number as 32 bytes.</summary>
    /// <param name="isBigEndian">Whether the most significant byte comes first; the least significant by default.</param>
    /// <returns>A new array of 32 bytes.</returns>
    public byte[] ToBytes(bool isBigEndian = false)
    {
        var bytes = new byte[Size];
        if (isBigEndian)
            WriteBigEndian(bytes);
        else
            WriteLittleEndian(bytes);
        return bytes;
    }

    /// <summary>The nearest double, within a few units of its last place.</summary>
    /// <returns>A number from 0 to about 1.16e77.</returns>
    public double ToDouble()
    {
        const double limb = 18446744073709551616.0; // 2^64
        return (((((_3 * limb) + _2) * limb) + _1) * limb) + _0;
    }

    /// <summary>Reads hexadecimal digits, the most significant first.</summary>
    /// <param name="hex">1 to 64 hexadecimal digits, with or without "0x" before them.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static UInt256 Parse(string hex) =>
        TryParse(hex, out var value)
            ? value
            : throw new FormatException($"'{hex}' is not a 256-bit number: 1 to {HexDigits} hexadecimal digits are allowed.");

    /// <summary>Reads hexadecimal digits, the most significant first.</summary>
    /// <param name="hex">1 to 64 hexadecimal digits, with or without "0x" before them.</param>
    /// <param name="value">The number, or zero.</param>
    /// <returns>Whether the text is such a number.</returns>
    public static bool TryParse([NotNullWhen(true)] string? hex, out UInt256 value)
    {
        value = Zero;
        var digits = hex.AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        if (digits.IsEmpty || digits.Length > HexDigits)
            return false;

        Span<char> padded = stackalloc char[HexDigits];
        padded.Fill('0');
        digits.CopyTo(padded[(HexDigits - digits.Length)..]);
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(padded, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        value = ReadBigEndian(bytes);
        return true;
    }

    /// <summary>64 lower-case hexadecimal digits, the most significant first.</summary>
    /// <returns>The digits, without "0x".</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_3:x16}{_2:x16}{_1:x16}{_0:x16}");

    /// <inheritdoc/>
    public bool Equals(UInt256 other) => _0 == other._0 && _1 == other._1 && _2 == other._2 && _3 == other._3;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_0, _1, _2, _3);

    /// <inheritdoc/>
    public int CompareTo(UInt256 other) =>
        _3 != other._3 ? _3.CompareTo(other._3)
        : _2 != other._2 ? _2.CompareTo(other._2)
        : _1 != other._1 ? _1.CompareTo(other._1)
        : _0.CompareTo(other._0);
}
