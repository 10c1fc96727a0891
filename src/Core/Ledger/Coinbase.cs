using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>
/// A block's first transaction, which pays its miner. Encoding after the common head: extra nonce (8 bytes, little-endian, always at
/// <see cref="ExtraNonceOffset"/>), height (CompactSize), reward address (20 bytes), amount (CompactSize), message (length and UTF-8).
/// </summary>
public sealed class Coinbase : Transaction
{
    /// <summary>Where the 8 bytes of the extra nonce stand in every coinbase's encoding.</summary>
    public const int ExtraNonceOffset = HeadSize;

    /// <summary>The most bytes of UTF-8 that any chain's message may have.</summary>
    public const int MaxMessageBytes = 100;

    /// <summary>Makes a coinbase.</summary>
    /// <param name="chainId">The chain's id.</param>
    /// <param name="height">The block's height, 0 or more.</param>
    /// <param name="reward">Who is paid.</param>
    /// <param name="amount">The block's subsidy and fees, in base units.</param>
    /// <param name="extraNonce">What miners vary beside the header's nonce.</param>
    /// <param name="message">A short text: at most <see cref="MaxMessageBytes"/> bytes of UTF-8, no control characters.</param>
    /// <exception cref="ArgumentException">The height is negative or the message is not allowed.</exception>
    public Coinbase(Hash256 chainId, int height, Address reward, ulong amount, ulong extraNonce, string message)
        : base(chainId, Encode(chainId, height, reward, amount, extraNonce, message))
    {
        Height = height;
        Reward = reward;
        Amount = amount;
        ExtraNonce = extraNonce;
        Message = message;
    }

    /// <summary>The block's height (BIP34), which also keeps coinbases of two blocks from having one id.</summary>
    public int Height { get; }

    /// <summary>Who is paid.</summary>
    public Address Reward { get; }

    /// <summary>The block's subsidy and fees, in base units.</summary>
    public ulong Amount { get; }

    /// <summary>What miners vary beside the header's nonce.</summary>
    public ulong ExtraNonce { get; }

    /// <summary>A short text of the miner's.</summary>
    public string Message { get; }

    /// <summary>The same coinbase with another extra nonce.</summary>
    /// <param name="extraNonce">The extra nonce.</param>
    public Coinbase WithExtraNonce(ulong extraNonce) => new(ChainId, Height, Reward, Amount, extraNonce, Message);

    internal static Coinbase? Read(ref WireReader reader, Hash256 chainId, out string error)
    {
        error = "the coinbase is cut short, or a number in it is out of range or not in its shortest form";
        if (!reader.TryReadUInt64(out ulong extraNonce)
            || !reader.TryReadInt32(int.MaxValue, out int height)
            || !reader.TryRead(Address.Size, out var reward)
            || !reader.TryReadCompactSize(out ulong amount)
            || !reader.TryReadBlob(MaxMessageBytes, out var messageBytes))
            return null;
        if (!ShortText.TryDecode(messageBytes, out string? message))
        {
            error = $"the coinbase's message is not {ShortText.Allowed(MaxMessageBytes)}";
            return null;
        }

        return new Coinbase(chainId, height, new Address(reward), amount, extraNonce, message);
    }

    private static byte[] Encode(Hash256 chainId, int height, Address reward, ulong amount, ulong extraNonce, string message)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentNullException.ThrowIfNull(message);
        if (!ShortText.TryEncode(message, MaxMessageBytes, out byte[]? messageBytes))
            throw new ArgumentException($"The coinbase's message must be {ShortText.Allowed(MaxMessageBytes)}.", nameof(message));
        return WriteHead(CoinbaseKind, chainId)
            .UInt64(extraNonce)
            .CompactSize((ulong)height)
            .Bytes(reward.ToBytes())
            .CompactSize(amount)
            .Blob(messageBytes)
            .ToArray();
    }
}
