using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>
/// All rules of a block. Pure: the clock is an argument. <see cref="Check"/> is the whole judgement; its parts are public for those who
/// have less at hand. Genesis is not judged but compared: it is made from the chain's parameters and is exempt from proof of work.
/// </summary>
public static class BlockValidator
{
    /// <summary>The version of every header: BIP9's top bits, no bit signalled. Where the chain allows it miners roll some (BIP 320).</summary>
    public const int HeaderVersion = 0x20000000;

    /// <summary>Judges a block as the next one of a chain.</summary>
    /// <param name="block">The block.</param>
    /// <param name="parent">The chain that it shall be appended to.</param>
    /// <param name="now">The clock, for the rule of times ahead of it.</param>
    /// <returns><see cref="RejectReason.None"/>, or the first rule that the block breaks.</returns>
    public static RejectReason Check(Block block, ChainContext parent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(parent);
        RejectReason reason = CheckHeader(block.Header, parent.Chain);
        if (reason.IsNone)
            reason = CheckHeaderInContext(block.Header, parent, now);
        if (reason.IsNone)
            reason = CheckBody(block, parent.Chain);
        if (reason.IsNone)
            reason = CheckBodyInContext(block, parent);
        return reason;
    }

    /// <summary>What a header shows by itself: version and proof of work.</summary>
    /// <param name="header">The header.</param>
    /// <param name="chain">The chain's parameters.</param>
    public static RejectReason CheckHeader(BlockHeader header, ChainParameters chain)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(chain);
        int differing = header.Version ^ HeaderVersion;
        if ((differing & ~(chain.VersionRolling ? VersionRolling.Mask : 0)) != 0)
        {
            string rolled = chain.VersionRolling ? $", with any of the bits 0x{VersionRolling.Mask:x8}" : string.Empty;
            return new RejectReason(RejectWords.BadVersion, $"the header's version is 0x{header.Version:x8}; allowed is 0x{HeaderVersion:x8}{rolled}");
        }

        return HeaderRules.CheckProofOfWork(header.Bits, header.Hash, chain.Limit);
    }

    /// <summary>What a header must be at its place in the chain: link, difficulty, time.</summary>
    /// <param name="header">The header.</param>
    /// <param name="parent">The chain that it shall be appended to.</param>
    /// <param name="now">The clock.</param>
    public static RejectReason CheckHeaderInContext(BlockHeader header, ChainContext parent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(parent);
        if (header.PreviousHash != parent.TipHash)
        {
            return header.Hash == parent.TipHash
                ? new RejectReason(RejectWords.Duplicate, $"the block is the tip at height {parent.Height} already")
                : new RejectReason(RejectWords.StalePrevious, $"the parent is {header.PreviousHash}; the tip at height {parent.Height} is {parent.TipHash}");
        }

        RejectReason reason = HeaderRules.CheckBits(header.Bits, parent.NextBits(header.Time));
        if (reason.IsNone)
            reason = HeaderRules.CheckTimePast(header.Time, parent.MedianTimePast);
        if (reason.IsNone)
            reason = HeaderRules.CheckTimeAhead(header.Time, now, parent.Chain.MaxSecondsAhead);
        return reason;
    }

    /// <summary>What a block shows by itself beside its header: size, merkle root, coinbase, transfers.</summary>
    /// <param name="block">The block.</param>
    /// <param name="chain">The chain's parameters.</param>
    public static RejectReason CheckBody(Block block, ChainParameters chain)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(chain);
        if (block.Size > chain.MaxBlockBytes)
            return new RejectReason(RejectWords.BadBlockLength, $"the block has {block.Size} bytes; allowed are {chain.MaxBlockBytes}");

        // The root first: a body that the header does not promise says nothing about the header.
        Hash256 root = MerkleTree.Root(block.TransactionIds(), out bool mutated);
        if (root != block.Header.MerkleRoot)
            return new RejectReason(RejectWords.BadMerkleRoot, $"the transactions' root is {root}; the header says {block.Header.MerkleRoot}");
        if (mutated)
            return new RejectReason(RejectWords.DuplicateTransactions, "transactions are repeated so that the merkle root stays the same");

        if (block.Transactions is not [Coinbase coinbase, .. var others])
            return new RejectReason(RejectWords.MissingCoinbase, "the first transaction is not a coinbase");
        RejectReason reason = CheckCoinbase(coinbase, chain);
        return reason.IsNone ? TransferRules.CheckAll(others, chain) : reason;
    }

    /// <summary>What a body must be at its place in the chain: the coinbase's height and amount.</summary>
    /// <param name="block">A block that <see cref="CheckBody"/> found good.</param>
    /// <param name="parent">The chain that it shall be appended to.</param>
    public static RejectReason CheckBodyInContext(Block block, ChainContext parent)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(parent);
        if (block.Transactions is not [Coinbase coinbase, .. var others])
            return new RejectReason(RejectWords.MissingCoinbase, "the first transaction is not a coinbase");

        int height = parent.Height + 1;
        if (coinbase.Height != height)
            return new RejectReason(RejectWords.BadCoinbaseHeight, $"the coinbase is for height {coinbase.Height}; the block's is {height}");
        if (!TransferRules.TrySumFees(others, parent.Chain.SubsidyAt(height), out ulong amount))
            return new RejectReason(RejectWords.AmountOutOfRange, "subsidy and fees are more than 64 bits hold");
        return coinbase.Amount == amount
            ? RejectReason.None
            : new RejectReason(RejectWords.BadCoinbaseAmount, $"the coinbase pays {coinbase.Amount}; subsidy and fees are {amount}");
    }

    internal static RejectReason CheckCoinbase(Coinbase coinbase, ChainParameters chain)
    {
        if (coinbase.ChainId != chain.Id)
            return new RejectReason(RejectWords.BadCoinbaseChain, $"the coinbase is for the chain {coinbase.ChainId}; this is {chain.Id}");
        int length = System.Text.Encoding.UTF8.GetByteCount(coinbase.Message);
        return length > chain.MaxCoinbaseMessageBytes
            ? new RejectReason(RejectWords.BadCoinbaseLength, $"the coinbase's message has {length} bytes; allowed are {chain.MaxCoinbaseMessageBytes}")
            : RejectReason.None;
    }
}
