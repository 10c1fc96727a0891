using System.Numerics;
using System.Security.Cryptography;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Ledger;

/// <summary>What .NET leaves to us of NIST P-256 (FIPS 186-4, D.1.2.3): decompression of points, and the bound of a low s.</summary>
internal static class P256
{
    /// <summary>The field's prime, 2^256 - 2^224 + 2^192 + 2^96 - 1.</summary>
    public static UInt256 FieldPrime { get; } = UInt256.Parse("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

    /// <summary>The order of the group.</summary>
    public static UInt256 Order { get; } = UInt256.Parse("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    /// <summary>The greatest s of a low-S signature.</summary>
    public static UInt256 HalfOrder { get; } = Order >> 1;

    private static readonly BigInteger Prime = ToBigInteger(FieldPrime);
    private static readonly BigInteger B = ToBigInteger(UInt256.Parse("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"));

    /// <summary>Finds the point of a compressed key; false when x belongs to no point of the curve.</summary>
    public static bool TryDecompress(PublicKey key, out ECPoint point)
    {
        point = default;
        BigInteger x = ToBigInteger(key.X);
        BigInteger square = (BigInteger.ModPow(x, 3, Prime) + (3 * (Prime - x)) + B) % Prime;

        // The prime is 3 modulo 4, so that a root, if there is one, is this power.
        BigInteger y = BigInteger.ModPow(square, (Prime + 1) / 4, Prime);
        if (y * y % Prime != square)
            return false;
        if (y.IsEven == key.IsOdd)
            y = Prime - y;
        point = new ECPoint { X = key.X.ToBytes(isBigEndian: true), Y = ToBytes(y) };
        return true;
    }

    private static BigInteger ToBigInteger(UInt256 number) => new(number.ToBytes(), isUnsigned: true);

    private static byte[] ToBytes(BigInteger number)
    {
        var bytes = new byte[UInt256.Size];
        byte[] digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, bytes.Length - digits.Length);
        return bytes;
    }
}
