using System.Buffers.Binary;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>Bitcoin's block header: 80 bytes, every number little-endian.</summary>
/// <param name="Version">Bytes 0..4.</param>
/// <param name="PreviousHash">Bytes 4..36: the parent's <see cref="Hash"/>; zero in genesis.</param>
/// <param name="MerkleRoot">Bytes 36..68: the root over the ids of the block's transactions.</param>
/// <param name="Time">Bytes 68..72: seconds since 1970.</param>
/// <param name="Bits">Bytes 72..76: the target that <see cref="Hash"/> must not exceed.</param>
/// <param name="Nonce">Bytes 76..80.</param>
public sealed record BlockHeader(int Version, Hash256 PreviousHash, Hash256 MerkleRoot, uint Time, CompactTarget Bits, uint Nonce)
{
    /// <summary>The length of a header in bytes.</summary>
    public const int Size = 80;

    /// <summary>The double SHA-256 of the 80 bytes, computed at each call.</summary>
    public Hash256 Hash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Size];
            Write(bytes);
            return Hash256.OfHeader(bytes);
        }
    }

    /// <summary>Reads a header. Any 80 bytes are one.</summary>
    /// <param name="bytes">Exactly 80 bytes.</param>
    /// <exception cref="ArgumentException">There are more or fewer than 80 bytes.</exception>
    public static BlockHeader Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A header has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        return new BlockHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            new Hash256(bytes[4..36]),
            new Hash256(bytes[36..68]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[68..]),
            new CompactTarget(BinaryPrimitives.ReadUInt32LittleEndian(bytes[72..])),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[76..]));
    }

    /// <summary>Writes the 80 bytes.</summary>
    /// <param name="destination">At least 80 bytes.</param>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt32LittleEndian(destination, Version);
        PreviousHash.CopyTo(destination[4..36]);
        MerkleRoot.CopyTo(destination[36..68]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[68..], Time);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[72..], Bits.Bits);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[76..Size], Nonce);
    }

    /// <summary>The 80 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }
}
