using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// A block to be mined. An extra nonce of 64 bits in the coinbase transaction, each with 2^32 nonces of the header,
/// make one linear space: position = extra nonce · 2^32 + nonce.
/// </summary>
public sealed class HeaderPuzzle : Puzzle
{
    private const int MerkleRootOffset = 36;
    private const int NonceOffset = 76;
    private const int NonceBits = 32;
    private const int MaxHitsAtOnce = 64;

    private readonly byte[] _header;
    private readonly byte[] _coinbase;

    /// <summary>Takes copies of what a block is made of.</summary>
    /// <param name="header">80 bytes; merkle root and nonce are filled in for each candidate.</param>
    /// <param name="coinbase">The serialized coinbase transaction; the double SHA-256 of these bytes is its id.</param>
    /// <param name="extraNonceOffset">Where in it the 8 bytes of the extra nonce stand, the least significant first.</param>
    /// <param name="branch">The merkle branch of the coinbase: its siblings from the leaves up.</param>
    /// <param name="target">The greatest double SHA-256 of a header that solves the puzzle.</param>
    /// <exception cref="ArgumentException">The header has not 80 bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The extra nonce has no place there.</exception>
    public HeaderPuzzle(byte[] header, byte[] coinbase, int extraNonceOffset, Hash256[] branch, UInt256 target)
        : base(target, UInt128.One << (NonceBits + 64))
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(coinbase);
        ArgumentNullException.ThrowIfNull(branch);
        if (header.Length != NonceScanner.HeaderSize)
            throw new ArgumentException($"A block header has {NonceScanner.HeaderSize} bytes, not {header.Length}.", nameof(header));
        if (extraNonceOffset < 0 || extraNonceOffset > coinbase.Length - sizeof(ulong))
        {
            throw new ArgumentOutOfRangeException(nameof(extraNonceOffset), extraNonceOffset,
                $"An extra nonce of {sizeof(ulong)} bytes at {extraNonceOffset} is outside a coinbase of {coinbase.Length} bytes.");
        }
        _header = [.. header];
        _coinbase = [.. coinbase];
        ExtraNonceOffset = extraNonceOffset;
        Branch = [.. branch];
    }

    /// <summary>The 80 bytes of the header that candidates are made from.</summary>
    public ReadOnlyMemory<byte> Header => _header;

    /// <summary>The coinbase transaction that candidates are made from.</summary>
    public ReadOnlyMemory<byte> Coinbase => _coinbase;

    /// <summary>Where in the coinbase the extra nonce stands.</summary>
    public int ExtraNonceOffset { get; }

    /// <summary>The merkle branch of the coinbase: its siblings from the leaves up.</summary>
    public ImmutableArray<Hash256> Branch { get; }

    /// <summary>The two numbers of a position.</summary>
    /// <param name="position">A position within the puzzle.</param>
    /// <returns>The coinbase's extra nonce and the header's nonce.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the puzzle.</exception>
    public (ulong ExtraNonce, uint Nonce) Split(UInt128 position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Size);
        return ((ulong)(position >> NonceBits), (uint)position);
    }

    /// <summary>The header of a candidate.</summary>
    /// <param name="position">A position within the puzzle.</param>
    /// <returns>A new array of 80 bytes.</returns>
    public byte[] HeaderAt(UInt128 position)
    {
        var (extraNonce, nonce) = Split(position);
        var header = HeaderOf(extraNonce);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(NonceOffset), nonce);
        return header;
    }

    /// <summary>The coinbase transaction of a candidate.</summary>
    /// <param name="position">A position within the puzzle.</param>
    /// <returns>A new array of as many bytes as <see cref="Coinbase"/> has.</returns>
    public byte[] CoinbaseAt(UInt128 position) => CoinbaseOf(Split(position).ExtraNonce);

    private protected override Hash256 HashAt(UInt128 position) => Hash256.OfHeader(HeaderAt(position));

    private protected override PuzzleScan ScanRange(
        NonceScanner scanner, UInt128 from, ulong count, Span<UInt128> found, StopSignal stop)
    {
        Span<uint> hits = stackalloc uint[MaxHitsAtOnce];
        var header = Array.Empty<byte>();
        ulong? headerExtraNonce = null;
        ulong scanned = 0;
        var solutions = 0;
        while (scanned < count && solutions < found.Length && !stop.IsSet)
        {
            var (extraNonce, nonce) = Split(from + scanned);
            if (extraNonce != headerExtraNonce)
                (header, headerExtraNonce) = (HeaderOf(extraNonce), extraNonce);

            var room = hits[..Math.Min(MaxHitsAtOnce, found.Length - solutions)];
            var part = scanner.Scan(header, Target, nonce, count - scanned, room, stop);
            foreach (var hit in room[..part.Hits])
                found[solutions++] = ((UInt128)extraNonce << NonceBits) | hit;
            scanned += part.Scanned;
            if (part.Scanned == 0)
                break; // Stopped; and never a loop without an end, whatever the scanner does.
        }
        return new(scanned, solutions);
    }

    private byte[] CoinbaseOf(ulong extraNonce)
    {
        byte[] coinbase = [.. _coinbase];
        BinaryPrimitives.WriteUInt64LittleEndian(coinbase.AsSpan(ExtraNonceOffset), extraNonce);
        return coinbase;
    }

    private byte[] HeaderOf(ulong extraNonce)
    {
        // The coinbase is the leftmost leaf: on every level it is the left one of its pair.
        Span<byte> pair = stackalloc byte[2 * Hash256.Size];
        var root = Hash256.DoubleSha256(CoinbaseOf(extraNonce));
        foreach (var sibling in Branch)
        {
            root.CopyTo(pair);
            sibling.CopyTo(pair[Hash256.Size..]);
            root = Hash256.DoubleSha256(pair);
        }
        byte[] header = [.. _header];
        root.CopyTo(header.AsSpan(MerkleRootOffset));
        return header;
    }
}
