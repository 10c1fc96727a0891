using System.Buffers.Binary;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>The contract of <see cref="NonceScanner.Scan"/> in its shortest form, on the platform's SHA-256.</summary>
internal static class ReferenceScan
{
    public static (ScanResult Result, uint[] Hits) Run(byte[] header, UInt256 target, uint first, ulong count, int capacity)
    {
        var candidate = header.ToArray();
        var hits = new List<uint>();
        ulong scanned = 0;
        while (scanned < count && first + scanned <= uint.MaxValue && hits.Count < capacity)
        {
            var nonce = (uint)(first + scanned++);
            BinaryPrimitives.WriteUInt32LittleEndian(candidate.AsSpan(76), nonce);
            if (Hash256.DoubleSha256(candidate).ToUInt256() <= target)
                hits.Add(nonce);
        }
        return (new ScanResult(scanned, hits.Count), [.. hits]);
    }
}
