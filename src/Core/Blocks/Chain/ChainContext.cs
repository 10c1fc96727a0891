using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>
/// What must be known of a chain to judge and to make its next block: its tip, its work, and the window that difficulty and time rules
/// read. Immutable and of bounded size at every height; <see cref="Append"/> gives the context after one more block.
/// </summary>
public sealed class ChainContext
{
    private ChainContext(ChainParameters chain, Hash256 tipHash, UInt256 work, DifficultyWindow window)
    {
        Chain = chain;
        TipHash = tipHash;
        Work = work;
        Window = window;
    }

    /// <summary>The chain.</summary>
    public ChainParameters Chain { get; }

    /// <summary>The hash of the newest block.</summary>
    public Hash256 TipHash { get; }

    /// <summary>The expected number of hashes in all blocks from genesis to the tip.</summary>
    public UInt256 Work { get; }

    /// <summary>The past that difficulty and time rules read.</summary>
    public DifficultyWindow Window { get; }

    /// <summary>The height of the newest block.</summary>
    public int Height => Window.Tip.Height;

    /// <summary>The newest block's time, in seconds since 1970.</summary>
    public uint TipTime => Window.Tip.Time;

    /// <summary>The newest block's bits.</summary>
    public CompactTarget TipBits => Window.Tip.Bits;

    /// <summary>The median time past; the next block's time must be greater.</summary>
    public uint MedianTimePast => Window.MedianTimePast;

    /// <summary>The chain when it holds its genesis block only.</summary>
    /// <param name="chain">The chain's parameters.</param>
    public static ChainContext AtGenesis(ChainParameters chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        BlockHeader header = chain.Genesis.Header;
        var window = DifficultyWindow.StartAt(chain.Difficulty, new PastBlock(0, header.Time, header.Bits));
        return new ChainContext(chain, chain.Genesis.Hash, Target.Work(Target.FromCompact(header.Bits)), window);
    }

    /// <summary>The context after one more block, which must have been found valid (see <see cref="BlockValidator"/>).</summary>
    /// <param name="header">The block's header, whose parent is the tip.</param>
    /// <exception cref="ArgumentException">The header's parent is not the tip.</exception>
    public ChainContext Append(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.PreviousHash != TipHash)
            throw new ArgumentException($"The block's parent is {header.PreviousHash}, not the tip {TipHash}.", nameof(header));
        UInt256 work = Work + Target.Work(Target.FromCompact(header.Bits));
        return new ChainContext(Chain, header.Hash, work, Window.Append(header.Time, header.Bits));
    }

    /// <summary>The bits that the next block must have.</summary>
    /// <param name="time">The next block's time.</param>
    public CompactTarget NextBits(uint time) => Window.NextBits(time);

    /// <summary>An encoding to store beside the chain's head: under 500 bytes.</summary>
    public byte[] ToBytes() => ChainContextEncoding.Encode(this);

    /// <summary>Reads what <see cref="ToBytes"/> made for the same chain.</summary>
    /// <param name="chain">The chain's parameters.</param>
    /// <param name="bytes">The encoding.</param>
    /// <exception cref="FormatException">The bytes are not a context of this chain.</exception>
    public static ChainContext Parse(ChainParameters chain, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return ChainContextEncoding.TryDecode(chain, bytes, out var context)
            ? context
            : throw new FormatException($"The bytes are not a context of the chain {chain.Name}.");
    }

    internal static ChainContext Restore(ChainParameters chain, Hash256 tipHash, UInt256 work, DifficultyWindow window) =>
        new(chain, tipHash, work, window);
}
