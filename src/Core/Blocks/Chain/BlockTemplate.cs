using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>A block that lacks nothing but its proof of work: what miners are given to search. Immutable.</summary>
public sealed class BlockTemplate
{
    private BlockTemplate(ChainContext parent, BlockHeader header, Coinbase coinbase, ImmutableArray<Transfer> transfers)
    {
        Hash256[] ids = [coinbase.Id, .. transfers.Select(transfer => transfer.Id)];
        Parent = parent;
        Coinbase = coinbase;
        Transfers = transfers;
        Branch = [.. MerkleTree.Branch(ids, 0)];
        Header = header with { MerkleRoot = MerkleTree.RootFromBranch(coinbase.Id, Branch, 0) };
        Puzzle = new HeaderPuzzle(Header.ToBytes(), coinbase.ToBytes(), Coinbase.ExtraNonceOffset, [.. Branch], Target.FromCompact(header.Bits), parent.Chain.VersionRolling);
    }

    /// <summary>The chain that the block shall be appended to.</summary>
    public ChainContext Parent { get; }

    /// <summary>The block's height.</summary>
    public int Height => Coinbase.Height;

    /// <summary>The header, with the merkle root for extra nonce 0 and nonce 0.</summary>
    public BlockHeader Header { get; }

    /// <summary>The coinbase, with extra nonce 0; that stands at <see cref="Coinbase.ExtraNonceOffset"/>.</summary>
    public Coinbase Coinbase { get; }

    /// <summary>The transfers after the coinbase.</summary>
    public ImmutableArray<Transfer> Transfers { get; }

    /// <summary>The merkle branch of the coinbase, from the leaf up.</summary>
    public ImmutableArray<Hash256> Branch { get; }

    /// <summary>What to search: extra nonces and nonces, and versions where the chain lets miners roll them.</summary>
    public HeaderPuzzle Puzzle { get; }

    /// <summary>
    /// Makes the template of a chain's next block. Its time is the clock's, or one second after the median time past where that is later.
    /// </summary>
    /// <param name="parent">The chain.</param>
    /// <param name="reward">Who is paid.</param>
    /// <param name="message">The coinbase's message, within the chain's bound.</param>
    /// <param name="transfers">Transfers to put in, which should be valid; they are neither checked nor sorted.</param>
    /// <param name="now">The clock.</param>
    /// <param name="template">The template.</param>
    /// <param name="wait">How long to wait before trying again, when the next block's time would be too far ahead of the clock.</param>
    /// <returns>False when the caller has to wait, as happens on a chain whose blocks come many a second for hours.</returns>
    /// <exception cref="ArgumentException">The message or the transfers are more than the chain allows, or fees pass 64 bits.</exception>
    public static bool TryCreate(
        ChainContext parent,
        Address reward,
        string message,
        ImmutableArray<Transfer> transfers,
        DateTimeOffset now,
        [NotNullWhen(true)] out BlockTemplate? template,
        out TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ChainParameters chain = parent.Chain;
        transfers = transfers.IsDefault ? [] : transfers;
        template = null;

        long clock = now.ToUnixTimeSeconds();
        long time = Math.Max(clock, parent.MedianTimePast + 1L);
        wait = TimeSpan.FromSeconds(Math.Max(0, time - clock - chain.MaxSecondsAhead));
        if (wait > TimeSpan.Zero)
            return false;

        uint seconds = checked((uint)time);
        int height = parent.Height + 1;
        if (!TransferRules.TrySumFees(transfers, chain.SubsidyAt(height), out ulong amount))
            throw new ArgumentException("Subsidy and fees are more than 64 bits hold.", nameof(transfers));
        var coinbase = new Coinbase(chain.Id, height, reward, amount, extraNonce: 0, message);
        if (!BlockValidator.CheckCoinbase(coinbase, chain).IsNone)
            throw new ArgumentException($"The message may have {chain.MaxCoinbaseMessageBytes} bytes of UTF-8 on this chain.", nameof(message));

        var header = new BlockHeader(BlockValidator.HeaderVersion, parent.TipHash, Hash256.Zero, seconds, parent.NextBits(seconds), Nonce: 0);
        var candidate = new BlockTemplate(parent, header, coinbase, transfers);
        int size = candidate.BlockOf(candidate.Header, coinbase).Size;
        if (size > chain.MaxBlockBytes)
            throw new ArgumentException($"The block would have {size} bytes; the chain allows {chain.MaxBlockBytes}.", nameof(transfers));
        template = candidate;
        return true;
    }

    /// <summary>The block at a position. It is valid when the position solves the puzzle and the transfers are valid.</summary>
    /// <param name="position">A position of <see cref="Puzzle"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the puzzle.</exception>
    public Block Solve(UInt128 position) =>
        BlockOf(BlockHeader.Parse(Puzzle.HeaderAt(position)), Coinbase.WithExtraNonce(Puzzle.Split(position).ExtraNonce));

    private Block BlockOf(BlockHeader header, Coinbase coinbase) => new(header, [coinbase, .. Transfers]);
}
