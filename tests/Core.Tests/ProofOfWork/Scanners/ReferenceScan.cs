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

    /// <summary>The contract of <see cref="NonceScanner.ScanVersions"/>: bits 13 to 16 of the version are the number's last four.</summary>
    public static (ScanResult Result, ulong[] Hits) RunVersions(VersionScanQuestion question)
    {
        var candidate = question.Header.ToArray();
        var version = BinaryPrimitives.ReadUInt32LittleEndian(candidate) & 0xfffe_1fff;
        var hits = new List<ulong>();
        ulong scanned = 0;
        while (scanned < question.Count && question.First + scanned < 1UL << 36 && hits.Count < question.Capacity)
        {
            var number = question.First + scanned++;
            BinaryPrimitives.WriteUInt32LittleEndian(candidate, version | ((uint)(number & 15) << 13));
            BinaryPrimitives.WriteUInt32LittleEndian(candidate.AsSpan(76), (uint)(number >> 4));
            if (Hash256.DoubleSha256(candidate).ToUInt256() <= question.Target)
                hits.Add(number);
        }
        return (new ScanResult(scanned, hits.Count), [.. hits]);
    }
}
