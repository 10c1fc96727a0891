using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>
/// A header and the transactions that it commits to. Encoding: the 80 bytes of the header, the number of transactions as CompactSize,
/// then the transactions one after the other. Each block has exactly one encoding.
/// </summary>
public sealed class Block
{
    /// <summary>The most bytes that any chain's block may have; a chain's own bound is <see cref="ChainParameters.MaxBlockBytes"/>.</summary>
    public const int MaxBytes = 8_000_000;

    /// <summary>Puts a block together; nothing is checked (see <see cref="BlockValidator"/>).</summary>
    /// <param name="header">The header.</param>
    /// <param name="transactions">The transactions in order, the coinbase first.</param>
    public Block(BlockHeader header, ImmutableArray<Transaction> transactions)
    {
        ArgumentNullException.ThrowIfNull(header);
        Header = header;
        Transactions = transactions.IsDefault ? [] : transactions;
        Hash = header.Hash;
        Size = BlockHeader.Size + CompactSizeLength(Transactions.Length) + Transactions.Sum(transaction => transaction.Size);
    }

    /// <summary>The header.</summary>
    public BlockHeader Header { get; }

    /// <summary>The transactions in order, the coinbase first.</summary>
    public ImmutableArray<Transaction> Transactions { get; }

    /// <summary>The header's hash, which names the block.</summary>
    public Hash256 Hash { get; }

    /// <summary>The length of the encoding in bytes.</summary>
    public int Size { get; }

    /// <summary>The ids of the transactions in order.</summary>
    public Hash256[] TransactionIds() => [.. Transactions.Select(transaction => transaction.Id)];

    /// <summary>The encoding.</summary>
    public byte[] ToBytes()
    {
        WireWriter writer = new WireWriter(Size).Bytes(Header.ToBytes()).CompactSize((ulong)Transactions.Length);
        foreach (Transaction transaction in Transactions)
            writer.Bytes(transaction.Encoding);
        return writer.ToArray();
    }

    /// <summary>Reads a block that is trusted to be one.</summary>
    /// <param name="bytes">The encoding, nothing before or after it.</param>
    /// <exception cref="FormatException">The bytes are not a block's encoding.</exception>
    public static Block Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var block, out var reason) ? block : throw new FormatException(reason.ToString());

    /// <summary>Reads a block from bytes of any origin. Never throws; memory stays in proportion to the bytes given.</summary>
    /// <param name="bytes">The encoding, nothing before or after it.</param>
    /// <param name="block">The block; its rules are not checked.</param>
    /// <param name="reason">Why the bytes are no block: bad-blk-length or decode-failed.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Block? block, out RejectReason reason)
    {
        block = null;
        if (bytes.Length > MaxBytes)
        {
            reason = new RejectReason(RejectWords.BadBlockLength, $"the block has {bytes.Length} bytes; allowed are {MaxBytes}");
            return false;
        }

        var reader = new WireReader(bytes);
        if (!reader.TryRead(BlockHeader.Size, out var header)
            || !reader.TryReadInt32(reader.Remaining / Transaction.MinSize, out int count))
            return Fail("the header or the number of transactions is cut short or not canonical", out reason);

        var transactions = ImmutableArray.CreateBuilder<Transaction>(count);
        for (int i = 0; i < count; i++)
        {
            if (!Transaction.TryRead(ref reader, out var transaction, out string? error))
                return Fail($"transaction {i}: {error}", out reason);
            transactions.Add(transaction);
        }

        if (reader.Remaining > 0)
            return Fail($"{reader.Remaining} bytes follow the last transaction", out reason);

        block = new Block(BlockHeader.Parse(header), transactions.MoveToImmutable());
        reason = RejectReason.None;
        return true;
    }

    private static bool Fail(string detail, out RejectReason reason)
    {
        reason = new RejectReason(RejectWords.DecodeFailed, detail);
        return false;
    }

    private static int CompactSizeLength(int value) => value switch { < 0xfd => 1, <= ushort.MaxValue => 3, _ => 5 };
}
