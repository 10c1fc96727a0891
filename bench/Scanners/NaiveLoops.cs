using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Bench.Scanners;

/// <summary>The loops that anybody would write first.</summary>
internal static class NaiveLoops
{
    public static void Headers(int count)
    {
        Span<byte> header = stackalloc byte[NonceScanner.HeaderSize];
        Span<byte> digest = stackalloc byte[Hash256.Size];
        header.Clear();
        for (var nonce = 0; nonce < count; nonce++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header[76..], nonce);
            SHA256.HashData(header, digest);
            SHA256.HashData(digest, digest);
            if (digest[^8..].IndexOfAnyExcept((byte)0) < 0)
                Console.WriteLine($"The nonce {nonce} is a surprise.");
        }
    }

    public static void Texts(string data, int count)
    {
        for (var nonce = 1_000_000; nonce < 1_000_000 + count; nonce++)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data + nonce)));
            if (hash.StartsWith("000000000000", StringComparison.Ordinal))
                Console.WriteLine($"The nonce {nonce} is a surprise.");
        }
    }
}
