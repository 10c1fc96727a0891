using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>
/// An account: the first 20 bytes of the double SHA-256 of its owner's compressed public key. As text it is bech32m (BIP350) with the
/// human-readable part <see cref="Prefix"/>, a kind of 0, then the 20 bytes: <c>mg1q…</c>, 42 characters.
/// </summary>
public readonly struct Address : IEquatable<Address>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 20;

    /// <summary>The human-readable part of every address.</summary>
    public const string Prefix = "mg";

    private const byte Kind = 0;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly uint _third;

    /// <summary>Takes an account's 20 bytes.</summary>
    /// <param name="bytes">Exactly 20 bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer than 20 bytes.</exception>
    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"An address has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>Nobody's account: 20 zero bytes. What it is paid is lost.</summary>
    public static Address Nobody => default;

    /// <summary>The account of a key.</summary>
    /// <param name="key">The key.</param>
    public static Address Of(PublicKey key)
    {
        Span<byte> hash = stackalloc byte[Hash256.Size];
        Hash256.DoubleSha256(key.ToBytes()).CopyTo(hash);
        return new Address(hash[..Size]);
    }

    /// <summary>Reads an address from its text.</summary>
    /// <param name="text">The text, all lower or all upper case.</param>
    /// <exception cref="FormatException">The text is no address: a wrong prefix, kind, length or check sum.</exception>
    public static Address Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an address: those are {Prefix}1… in bech32m, 42 characters.");

    /// <summary>Reads an address from its text.</summary>
    /// <param name="text">The text, all lower or all upper case.</param>
    /// <param name="address">The address.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Address address)
    {
        address = default;
        if (!Bech32m.TryDecode(text, out string? prefix, out byte[]? values)
            || !string.Equals(prefix, Prefix, StringComparison.Ordinal)
            || values is not [Kind, .. var program]
            || !Bech32m.TryToBytes(program, out byte[]? bytes)
            || bytes.Length != Size)
            return false;
        address = new Address(bytes);
        return true;
    }

    /// <summary>The 20 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _second);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), _third);
        return bytes;
    }

    /// <summary>The text, in lower case.</summary>
    public override string ToString() => Bech32m.Encode(Prefix, [Kind, .. Bech32m.FromBytes(ToBytes())]);

    /// <inheritdoc/>
    public bool Equals(Address other) => _first == other._first && _second == other._second && _third == other._third;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _second, _third);

    /// <summary>Whether both are the same account.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Whether they are different accounts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);
}
