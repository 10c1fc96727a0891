using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// A block to be mined. An extra nonce of 64 bits in the coinbase transaction, each with 2^32 nonces of the header,
/// make one linear space: position = extra nonce · 2^32 + nonce. Where 16 bits of the version may be rolled too, the space is
/// 2^16 times as large, and position = extra nonce · 2^48 + the upper 12 rolled bits · 2^36 + nonce · 2^4 + the lower 4: so any
/// range is made of nonces that several versions share (see <see cref="VersionRolling"/>).
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
    /// <param name="rollsVersion">Whether the bits of <see cref="VersionRolling.Mask"/> are filled in for each candidate too.</param>
    /// <exception cref="ArgumentException">The header has not 80 bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The extra nonce has no place there.</exception>
    public HeaderPuzzle(byte[] header, byte[] coinbase, int extraNonceOffset, Hash256[] branch, UInt256 target, bool rollsVersion = false)
        : base(target, UInt128.One << (SpaceBits(rollsVersion) + 64))
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
        RollsVersion = rollsVersion;
    }

    /// <summary>The 80 bytes of the header that candidates are made from.</summary>
    public ReadOnlyMemory<byte> Header => _header;

    /// <summary>The coinbase transaction that candidates are made from.</summary>
    public ReadOnlyMemory<byte> Coinbase => _coinbase;

    /// <summary>Where in the coinbase the extra nonce stands.</summary>
    public int ExtraNonceOffset { get; }

    /// <summary>The merkle branch of the coinbase: its siblings from the leaves up.</summary>
    public ImmutableArray<Hash256> Branch { get; }

    /// <summary>Whether 16 bits of the version are searched too.</summary>
    public bool RollsVersion { get; }

    /// <summary>The two numbers of a position, besides <see cref="VersionAt"/>.</summary>
    /// <param name="position">A position within the puzzle.</param>
    /// <returns>The coinbase's extra nonce and the header's nonce.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the puzzle.</exception>
    public (ulong ExtraNonce, uint Nonce) Split(UInt128 position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Size);
        return ((ulong)(position >> SpaceBits(RollsVersion)), (uint)(RollsVersion ? position >> VersionRolling.SharedBits : position));
    }

    /// <summary>The version in a candidate's header.</summary>
    /// <param name="position">A position within the puzzle.</param>
    public int VersionAt(UInt128 position)
    {
        var version = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (!RollsVersion)
            return version;
        var upper = (uint)(position >> (NonceBits + VersionRolling.SharedBits)) << VersionRolling.SharedBits;
        return VersionRolling.Roll(version, (upper & ((1u << VersionRolling.Bits) - 1)) | ((uint)position % VersionRolling.SharedVersions));
    }

    /// <summary>The header of a candidate.</summary>
    /// <param name="position">A position within the puzzle.</param>
    /// <returns>A new array of 80 bytes.</returns>
    public byte[] HeaderAt(UInt128 position)
    {
        var (extraNonce, nonce) = Split(position);
        var header = HeaderOf(extraNonce);
        BinaryPrimitives.WriteInt32LittleEndian(header, VersionAt(position));
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
        var segmentBits = RollsVersion ? NonceBits + VersionRolling.SharedBits : NonceBits;
        Span<ulong> hits = stackalloc ulong[MaxHitsAtOnce];
        var header = Array.Empty<byte>();
        UInt128? headerSegment = null;
        ulong scanned = 0;
        var solutions = 0;
        while (scanned < count && solutions < found.Length && !stop.IsSet)
        {
            var segment = (from + scanned) >> segmentBits;
            var first = (ulong)(from + scanned - (segment << segmentBits));
            if (segment != headerSegment)
                (header, headerSegment) = (HeaderAt(segment << segmentBits), segment);

            var room = hits[..Math.Min(MaxHitsAtOnce, found.Length - solutions)];
            var part = RollsVersion
                ? scanner.ScanVersions(header, Target, first, count - scanned, room, stop)
                : ScanNonces(scanner, header, (uint)first, count - scanned, room, stop);
            foreach (var hit in room[..part.Hits])
                found[solutions++] = (segment << segmentBits) | hit;
            scanned += part.Scanned;
            if (part.Scanned == 0)
                break; // Stopped; and never a loop without an end, whatever the scanner does.
        }
        return new(scanned, solutions);
    }

    // Bits of the positions that an extra nonce has.
    private static int SpaceBits(bool rollsVersion) => rollsVersion ? NonceBits + VersionRolling.Bits : NonceBits;

    private ScanResult ScanNonces(
        NonceScanner scanner, byte[] header, uint first, ulong count, Span<ulong> hits, StopSignal stop)
    {
        Span<uint> nonces = stackalloc uint[hits.Length];
        var scan = scanner.Scan(header, Target, first, count, nonces, stop);
        for (var i = 0; i < scan.Hits; i++)
            hits[i] = nonces[i];
        return scan;
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
