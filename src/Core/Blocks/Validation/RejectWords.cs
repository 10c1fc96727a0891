namespace MiningGrid.Core.Blocks;

/// <summary>The words of <see cref="RejectReason"/>. BIP22's and Bitcoin Core's own, unless a summary says otherwise.</summary>
public static class RejectWords
{
    /// <summary>The hash is above the target, or the bits are no target that the chain allows.</summary>
    public const string HighHash = "high-hash";

    /// <summary>The bits are not the ones that the difficulty rule asks for.</summary>
    public const string BadDiffBits = "bad-diffbits";

    /// <summary>The time is not after the median of the last 11.</summary>
    public const string TimeTooOld = "time-too-old";

    /// <summary>The time is too far ahead of the clock.</summary>
    public const string TimeTooNew = "time-too-new";

    /// <summary>The header's version is not one that the chain knows.</summary>
    public const string BadVersion = "bad-version";

    /// <summary>The header's merkle root is not that of the transactions.</summary>
    public const string BadMerkleRoot = "bad-txnmrklroot";

    /// <summary>Transactions are repeated so that the merkle root stays the same (CVE-2012-2459).</summary>
    public const string DuplicateTransactions = "bad-txns-duplicate";

    /// <summary>The block has no transactions, too many bytes, or a body that its header does not promise.</summary>
    public const string BadBlockLength = "bad-blk-length";

    /// <summary>The first transaction is not a coinbase.</summary>
    public const string MissingCoinbase = "bad-cb-missing";

    /// <summary>A later transaction is a coinbase.</summary>
    public const string MultipleCoinbases = "bad-cb-multiple";

    /// <summary>The coinbase states another height (BIP34).</summary>
    public const string BadCoinbaseHeight = "bad-cb-height";

    /// <summary>The coinbase does not pay exactly subsidy and fees.</summary>
    public const string BadCoinbaseAmount = "bad-cb-amount";

    /// <summary>The coinbase's message is longer than the chain allows.</summary>
    public const string BadCoinbaseLength = "bad-cb-length";

    /// <summary>The coinbase is for another chain (not a word of Bitcoin's).</summary>
    public const string BadCoinbaseChain = "bad-cb-chain";

    /// <summary>A transfer is for another chain (not a word of Bitcoin's).</summary>
    public const string BadTransferChain = "bad-txns-chain";

    /// <summary>A transfer's signature does not hold (not a word of Bitcoin's).</summary>
    public const string BadTransferSignature = "bad-txns-signature";

    /// <summary>A transfer's amount and fee, or a block's fees, are more than 64 bits hold.</summary>
    public const string AmountOutOfRange = "bad-txns-fee-outofrange";

    /// <summary>The chain does not take transfers yet (not a word of Bitcoin's).</summary>
    public const string TransfersNotYet = "bad-txns-not-yet";

    /// <summary>The bytes are no block or transaction, or not in their one canonical encoding (not a word of Bitcoin's).</summary>
    public const string DecodeFailed = "decode-failed";

    /// <summary>The block is the chain's already.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The block was refused before.</summary>
    public const string DuplicateInvalid = "duplicate-invalid";

    /// <summary>The parent is not, or is no longer, the chain's tip.</summary>
    public const string StalePrevious = "stale-prevblk";

    /// <summary>The parent is invalid.</summary>
    public const string BadPrevious = "bad-prevblk";

    /// <summary>A header's parent is not the header before it.</summary>
    public const string PreviousNotFound = "prev-blk-not-found";

    /// <summary>The first header is not the network's genesis (not a word of Bitcoin's).</summary>
    public const string BadGenesis = "bad-genesis";

    /// <summary>Nothing can be said: the parent is unknown.</summary>
    public const string Inconclusive = "inconclusive";
}
