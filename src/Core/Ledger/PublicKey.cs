using System.Security.Cryptography;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>A public key on NIST P-256, compressed (SEC 1): 02 or 03 for an even or odd y, then the 32 bytes of x, big-endian.</summary>
public readonly record struct PublicKey
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 33;

    /// <summary>The length of a signature in bytes: r and s, 32 bytes each, big-endian (IEEE P1363).</summary>
    public const int SignatureSize = 64;

    private PublicKey(bool isOdd, UInt256 x)
    {
        IsOdd = isOdd;
        X = x;
    }

    /// <summary>The account that the key owns.</summary>
    public Address Address => Address.Of(this);

    internal bool IsOdd { get; }

    internal UInt256 X { get; }

    /// <summary>Reads a key. Only its form is checked: a point that is not on the curve verifies no signature.</summary>
    /// <param name="bytes">33 bytes.</param>
    /// <param name="key">The key.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out PublicKey key)
    {
        key = default;
        if (bytes.Length != Size || bytes[0] is not (2 or 3))
            return false;
        UInt256 x = UInt256.ReadBigEndian(bytes[1..]);
        if (x >= P256.FieldPrime)
            return false;
        key = new PublicKey(bytes[0] == 3, x);
        return true;
    }

    /// <summary>The 33 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        bytes[0] = IsOdd ? (byte)3 : (byte)2;
        X.WriteBigEndian(bytes.AsSpan(1));
        return bytes;
    }

    /// <summary>The 33 bytes in hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    /// <summary>
    /// Whether a signature of this key over a hash holds. Of the two signatures that ECDSA allows, only the one with s in the lower half
    /// of the group's order does, so that nobody else can change a transaction's id.
    /// </summary>
    /// <param name="hash">What was signed.</param>
    /// <param name="signature">The signature, in whatever length it came.</param>
    public bool Verify(Hash256 hash, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize
            || UInt256.ReadBigEndian(signature[(SignatureSize / 2)..]) > P256.HalfOrder
            || !P256.TryDecompress(this, out ECPoint point))
            return false;
        using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        return key.VerifyHash(hash.ToArray(), signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    internal static PublicKey Of(ECPoint point) => new((point.Y![^1] & 1) == 1, UInt256.ReadBigEndian(point.X));
}
