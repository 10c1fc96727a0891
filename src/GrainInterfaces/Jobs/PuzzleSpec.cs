using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.GrainInterfaces.Jobs;

/// <summary>A puzzle as it crosses the wire. <see cref="ToPuzzle"/> makes the thing that is searched.</summary>
[GenerateSerializer, Immutable, Alias("MiningGrid.PuzzleSpec")]
public abstract record PuzzleSpec
{
    /// <summary>Makes the puzzle of this description.</summary>
    public abstract Puzzle ToPuzzle();
}

/// <summary>The next block of a chain: extra nonce in the coinbase × 32-bit nonce in the header, × 2^16 versions where they are rolled.</summary>
/// <param name="Header">80 bytes; merkle root and nonce are filled in per candidate.</param>
/// <param name="Coinbase">The coinbase transaction in wire format.</param>
/// <param name="ExtraNonceOffset">Where in it the 8-byte little-endian extra nonce stands.</param>
/// <param name="Branch">The coinbase's merkle branch.</param>
/// <param name="Target">A header's hash must not be above it.</param>
/// <param name="RollsVersion">Whether 16 bits of the version are searched too.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.HeaderPuzzleSpec")]
public sealed record HeaderPuzzleSpec(
    [property: Id(0)] byte[] Header,
    [property: Id(1)] byte[] Coinbase,
    [property: Id(2)] int ExtraNonceOffset,
    [property: Id(3)] Hash256[] Branch,
    [property: Id(4)] UInt256 Target,
    [property: Id(5)] bool RollsVersion = false) : PuzzleSpec
{
    /// <inheritdoc/>
    public override Puzzle ToPuzzle() => new HeaderPuzzle(Header, Coinbase, ExtraNonceOffset, Branch, Target, RollsVersion);
}

/// <summary>The classic puzzle: SHA-256 of a text followed by a decimal nonce.</summary>
/// <param name="Data">The text, hashed as UTF-8; at most 64 KiB.</param>
/// <param name="Target">The hash, read big-endian, must not be above it.</param>
/// <param name="Start">The first nonce.</param>
/// <param name="Count">How many nonces; null for all up to 2^64-1.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.TextPuzzleSpec")]
public sealed record TextPuzzleSpec(
    [property: Id(0)] string Data,
    [property: Id(1)] UInt256 Target,
    [property: Id(2)] ulong Start = 0,
    [property: Id(3)] ulong? Count = null) : PuzzleSpec
{
    /// <inheritdoc/>
    public override Puzzle ToPuzzle() =>
        Count is { } count ? new TextPuzzle(Data, Target, Start, count) : new TextPuzzle(Data, Target, Start);
}
