using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// A hash of 32 bytes. Inside and on the wire the bytes stand as SHA-256 gives them; as text, and as a number,
/// Bitcoin reads them from the last to the first, so that a small hash shows leading zeros.
/// </summary>
public readonly struct Hash256 : IEquatable<Hash256>
{
    /// <summary>Bytes of a hash: 32.</summary>
    public const int Size = UInt256.Size;

    private readonly UInt256 _number;

    private Hash256(UInt256 number) => _number = number;

    /// <summary>Takes the bytes of a hash in wire order.</summary>
    /// <param name="wire">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public Hash256(ReadOnlySpan<byte> wire)
    {
        if (wire.Length != Size)
            throw new ArgumentException($"A hash has {Size} bytes, not {wire.Length}.", nameof(wire));
        _number = UInt256.ReadLittleEndian(wire);
    }

    /// <summary>32 zero bytes: the parent of a genesis block.</summary>
    public static Hash256 Zero => default;

    /// <summary>The hash that compares, and reads, as the given number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The hash whose <see cref="ToUInt256"/> it is.</returns>
    public static Hash256 FromUInt256(UInt256 number) => new(number);

    /// <summary>Reads a hash as people write it.</summary>
    /// <param name="display">Exactly 64 hexadecimal digits, the last byte of the wire first.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="FormatException">The text is no hash.</exception>
    public static Hash256 Parse(string display) =>
        TryParse(display, out var hash)
            ? hash
            : throw new FormatException($"'{display}' is not a hash: {2 * Size} hexadecimal digits are allowed.");

    /// <summary>Reads a hash as people write it.</summary>
    /// <param name="display">Exactly 64 hexadecimal digits, the last byte of the wire first.</param>
    /// <param name="hash">The hash, or zero.</param>
    /// <returns>Whether the text is a hash.</returns>
    public static bool TryParse([NotNullWhen(true)] string? display, out Hash256 hash)
    {
        hash = Zero;
        if (display?.Length != 2 * Size || !UInt256.TryParse(display, out var number))
            return false;
        hash = new(number);
        // "0x" and 62 digits have the right length, and are no hash.
        return display[1] is not ('x' or 'X');
    }

    /// <summary>The double SHA-256 of some bytes: block and transaction ids.</summary>
    /// <param name="data">The bytes, any number of them.</param>
    /// <returns>SHA-256 of SHA-256.</returns>
    public static Hash256 DoubleSha256(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(data, digest);
        SHA256.HashData(digest, digest);
        return new(digest);
    }

    /// <summary>The hash of a block header: its double SHA-256.</summary>
    /// <param name="header">Exactly 80 bytes.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="ArgumentException">There are not 80 bytes.</exception>
    public static Hash256 OfHeader(ReadOnlySpan<byte> header) =>
        header.Length == 80
            ? DoubleSha256(header)
            : throw new ArgumentException($"A block header has 80 bytes, not {header.Length}.", nameof(header));

    /// <summary>Writes the hash in wire order.</summary>
    /// <param name="wire">At least 32 bytes; the first 32 are written.</param>
    public void CopyTo(Span<byte> wire) => _number.WriteLittleEndian(wire);

    /// <summary>The hash in wire order.</summary>
    /// <returns>A new array of 32 bytes.</returns>
    public byte[] ToArray() => _number.ToBytes();

    /// <summary>The number that is compared with a target: the wire's bytes, the least significant first.</summary>
    /// <returns>The number.</returns>
    public UInt256 ToUInt256() => _number;

    /// <summary>The hash as people write it.</summary>
    /// <returns>64 lower-case hexadecimal digits, the last byte of the wire first.</returns>
    public override string ToString() => _number.ToString();

    /// <inheritdoc/>
    public bool Equals(Hash256 other) => _number.Equals(other._number);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Hash256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _number.GetHashCode();

    /// <summary>Whether both are the same hash.</summary>
    public static bool operator ==(Hash256 left, Hash256 right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Hash256 left, Hash256 right) => !left.Equals(right);
}
