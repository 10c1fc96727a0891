using System.Diagnostics.CodeAnalysis;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>
/// What a block's body is made of: a <see cref="Coinbase"/>, then <see cref="Transfer"/>s. Immutable. Encoding: version (1 byte, 1), kind
/// (1 byte), chain id (32 bytes), then what the kind says. A transaction has exactly one encoding, of at least 65 bytes: none can be
/// taken for the 64 bytes of an inner node of the merkle tree.
/// </summary>
public abstract class Transaction : IEquatable<Transaction>
{
    /// <summary>The only version that there is.</summary>
    public const byte Version = 1;

    /// <summary>The least length of an encoding, in bytes.</summary>
    public const int MinSize = HeadSize + sizeof(ulong) + Address.Size + 3;

    internal const byte CoinbaseKind = 0;
    internal const byte TransferKind = 1;
    internal const int HeadSize = 2 + Hash256.Size;

    private readonly byte[] _encoding;

    private protected Transaction(Hash256 chainId, byte[] encoding)
    {
        ChainId = chainId;
        _encoding = encoding;
        Id = Hash256.DoubleSha256(encoding);
    }

    /// <summary>The chain that the transaction is for (<see cref="ChainParameters.Id"/>); it holds on no other.</summary>
    public Hash256 ChainId { get; }

    /// <summary>The double SHA-256 of the whole encoding, signature included: nobody else can change it.</summary>
    public Hash256 Id { get; }

    /// <summary>The length of the encoding in bytes.</summary>
    public int Size => _encoding.Length;

    internal ReadOnlySpan<byte> Encoding => _encoding;

    /// <summary>The encoding.</summary>
    public byte[] ToBytes() => [.. _encoding];

    /// <summary>Reads a transaction that is trusted to be one.</summary>
    /// <param name="bytes">The encoding, nothing before or after it.</param>
    /// <exception cref="FormatException">The bytes are not a transaction's encoding.</exception>
    public static Transaction Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var transaction, out var reason) ? transaction : throw new FormatException(reason.ToString());

    /// <summary>Reads a transaction from bytes of any origin. Never throws.</summary>
    /// <param name="bytes">The encoding, nothing before or after it.</param>
    /// <param name="transaction">The transaction; its signature and rules are not checked.</param>
    /// <param name="reason">Why the bytes are no transaction: decode-failed.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Transaction? transaction, out RejectReason reason)
    {
        var reader = new WireReader(bytes);
        if (TryRead(ref reader, out transaction, out string? error) && reader.Remaining > 0)
        {
            error = $"{reader.Remaining} bytes follow the transaction";
            transaction = null;
        }

        reason = transaction is null ? new RejectReason(RejectWords.DecodeFailed, error ?? string.Empty) : RejectReason.None;
        return transaction is not null;
    }

    /// <summary>Transactions are equal when their encodings are.</summary>
    /// <param name="other">The other transaction.</param>
    public bool Equals(Transaction? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Transaction);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Transaction? transaction, [NotNullWhen(false)] out string? error)
    {
        transaction = null;
        error = "cut short";
        if (!reader.TryReadByte(out byte version) || !reader.TryReadByte(out byte kind) || !reader.TryRead(Hash256.Size, out var chainId))
            return false;
        if (version != Version)
        {
            error = $"version {version} is not known";
            return false;
        }

        switch (kind)
        {
            case CoinbaseKind:
                transaction = Coinbase.Read(ref reader, new Hash256(chainId), out error);
                break;
            case TransferKind:
                transaction = Transfer.Read(ref reader, new Hash256(chainId), out error);
                break;
            default:
                error = $"kind {kind} is not known";
                break;
        }

        return transaction is not null;
    }

    private protected static WireWriter WriteHead(byte kind, Hash256 chainId) => new WireWriter().Byte(Version).Byte(kind).Hash(chainId);
}
