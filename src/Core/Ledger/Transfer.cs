using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>
/// A signed payment from one account to another. Encoding after the common head: sender (33 bytes), recipient (20 bytes), amount, fee and
/// account nonce (CompactSize each), data (length and bytes), signature (64 bytes). The signature is over <see cref="SigningHash"/>.
/// </summary>
public sealed class Transfer : Transaction
{
    /// <summary>The most bytes of data that a transfer carries.</summary>
    public const int MaxDataBytes = 512;

    /// <summary>The length of a signature in bytes.</summary>
    public const int SignatureSize = PublicKey.SignatureSize;

    /// <summary>Puts a transfer together with a signature made elsewhere; the signature is not checked.</summary>
    /// <param name="chainId">The only chain that it holds on.</param>
    /// <param name="sender">The key of the account that pays.</param>
    /// <param name="recipient">The account that is paid.</param>
    /// <param name="amount">What the recipient gets, in base units; may be 0.</param>
    /// <param name="fee">What the miner gets, in base units.</param>
    /// <param name="nonce">How many transfers the sender made before this one.</param>
    /// <param name="data">Up to <see cref="MaxDataBytes"/> bytes that the chain carries and does not read.</param>
    /// <param name="signature">The sender's signature, 64 bytes.</param>
    /// <exception cref="ArgumentException">The data or the signature has a wrong length.</exception>
    public Transfer(
        Hash256 chainId, PublicKey sender, Address recipient, ulong amount, ulong fee, ulong nonce, ImmutableArray<byte> data, ImmutableArray<byte> signature)
        : base(chainId, Encode(chainId, sender, recipient, amount, fee, nonce, data, signature))
    {
        Sender = sender;
        Recipient = recipient;
        Amount = amount;
        Fee = fee;
        Nonce = nonce;
        Data = data.IsDefault ? [] : data;
        Signature = signature;
    }

    /// <summary>The key of the account that pays; the account is <see cref="PublicKey.Address"/>.</summary>
    public PublicKey Sender { get; }

    /// <summary>The account that is paid.</summary>
    public Address Recipient { get; }

    /// <summary>What the recipient gets, in base units.</summary>
    public ulong Amount { get; }

    /// <summary>What the miner gets, in base units.</summary>
    public ulong Fee { get; }

    /// <summary>How many transfers the sender made before this one: each holds once.</summary>
    public ulong Nonce { get; }

    /// <summary>Bytes that the chain carries and does not read.</summary>
    public ImmutableArray<byte> Data { get; }

    /// <summary>The sender's signature: r and s, 32 bytes each, big-endian, s in the lower half of the group's order.</summary>
    public ImmutableArray<byte> Signature { get; }

    /// <summary>What the sender signs: the double SHA-256 of the encoding up to the signature.</summary>
    public Hash256 SigningHash => Hash256.DoubleSha256(Encoding[..^SignatureSize]);

    /// <summary>Makes a transfer and signs it.</summary>
    /// <param name="key">The sender's key.</param>
    /// <param name="chainId">The only chain that it holds on.</param>
    /// <param name="recipient">The account that is paid.</param>
    /// <param name="amount">What the recipient gets, in base units.</param>
    /// <param name="fee">What the miner gets, in base units.</param>
    /// <param name="nonce">How many transfers the sender made before this one.</param>
    /// <param name="data">Up to <see cref="MaxDataBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">There is too much data.</exception>
    public static Transfer Sign(SigningKey key, Hash256 chainId, Address recipient, ulong amount, ulong fee, ulong nonce, ReadOnlySpan<byte> data = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ImmutableArray<byte> kept = [.. data];
        Hash256 hash = Hash256.DoubleSha256(EncodeUnsigned(chainId, key.PublicKey, recipient, amount, fee, nonce, kept).ToArray());
        return new Transfer(chainId, key.PublicKey, recipient, amount, fee, nonce, kept, ImmutableCollectionsMarshal.AsImmutableArray(key.Sign(hash)));
    }

    /// <summary>Whether the signature is the sender's and in its one allowed form.</summary>
    public bool HasValidSignature() => Sender.Verify(SigningHash, Signature.AsSpan());

    internal static Transfer? Read(ref WireReader reader, Hash256 chainId, out string error)
    {
        error = "the transfer is cut short, or a number in it is out of range or not in its shortest form";
        if (!reader.TryRead(PublicKey.Size, out var senderBytes)
            || !reader.TryRead(Address.Size, out var recipient)
            || !reader.TryReadCompactSize(out ulong amount)
            || !reader.TryReadCompactSize(out ulong fee)
            || !reader.TryReadCompactSize(out ulong nonce)
            || !reader.TryReadBlob(MaxDataBytes, out var data)
            || !reader.TryRead(SignatureSize, out var signature))
            return null;
        if (!PublicKey.TryParse(senderBytes, out PublicKey sender))
        {
            error = "the sender is not a compressed public key";
            return null;
        }

        return new Transfer(chainId, sender, new Address(recipient), amount, fee, nonce, [.. data], [.. signature]);
    }

    private static byte[] Encode(
        Hash256 chainId, PublicKey sender, Address recipient, ulong amount, ulong fee, ulong nonce, ImmutableArray<byte> data, ImmutableArray<byte> signature)
    {
        if (signature.IsDefault || signature.Length != SignatureSize)
            throw new ArgumentException($"A signature has {SignatureSize} bytes.", nameof(signature));
        return EncodeUnsigned(chainId, sender, recipient, amount, fee, nonce, data).Bytes(signature.AsSpan()).ToArray();
    }

    private static WireWriter EncodeUnsigned(
        Hash256 chainId, PublicKey sender, Address recipient, ulong amount, ulong fee, ulong nonce, ImmutableArray<byte> data)
    {
        ReadOnlySpan<byte> bytes = data.IsDefault ? default : data.AsSpan();
        if (bytes.Length > MaxDataBytes)
            throw new ArgumentException($"A transfer carries at most {MaxDataBytes} bytes of data, not {bytes.Length}.", nameof(data));
        return WriteHead(TransferKind, chainId)
            .Bytes(sender.ToBytes())
            .Bytes(recipient.ToBytes())
            .CompactSize(amount)
            .CompactSize(fee)
            .CompactSize(nonce)
            .Blob(bytes);
    }
}
