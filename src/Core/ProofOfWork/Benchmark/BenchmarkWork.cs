using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>An endless, fixed list of work: unit n is a header made from n, and its first nonces.</summary>
internal static class BenchmarkWork
{
    /// <summary>Nonces of a unit: a few milliseconds on the fastest scanner, a tenth of a second on the slowest.</summary>
    public const ulong UnitHashes = 1 << 18;

    /// <summary>How many units every run does, and makes its checksum of.</summary>
    public const ulong ChecksumUnits = 4;

    // About 8 hits a unit: enough to catch a scanner that loses some, too few to cost time.
    private static readonly UInt256 UnitTarget = Target.FromZeroBits(15);

    /// <summary>Does one unit: nonces, or nonces and versions.</summary>
    /// <returns>What it adds to the checksum, and whether the unit was done before the stop.</returns>
    public static (uint Checksum, bool Done) Run(NonceScanner scanner, bool rollsVersion, ulong unit, StopSignal stop)
    {
        Span<byte> header = stackalloc byte[NonceScanner.HeaderSize];
        for (var part = 0; part < NonceScanner.HeaderSize; part += sizeof(ulong))
            BinaryPrimitives.WriteUInt64LittleEndian(header[part..], (unit + 1) * 0x9e37_79b9_7f4a_7c15 * (ulong)(part + 1));

        Span<uint> nonces = stackalloc uint[64];
        Span<ulong> hits = stackalloc ulong[nonces.Length];
        uint checksum = 0;
        ulong scanned = 0;
        while (scanned < UnitHashes && !stop.IsSet)
        {
            ScanResult part;
            if (rollsVersion)
            {
                part = scanner.ScanVersions(header, UnitTarget, scanned, UnitHashes - scanned, hits, stop);
            }
            else
            {
                part = scanner.Scan(header, UnitTarget, (uint)scanned, UnitHashes - scanned, nonces, stop);
                for (var i = 0; i < part.Hits; i++)
                    hits[i] = nonces[i];
            }
            foreach (var hit in hits[..part.Hits])
                checksum += Mix(unit, hit);
            scanned += part.Scanned;
            if (part.Scanned == 0)
                break;
        }
        return (checksum, scanned == UnitHashes);
    }

    // Added up, so that it doesn't matter which thread did which unit when.
    private static uint Mix(ulong unit, ulong hit)
    {
        Span<byte> found = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(found, unit);
        BinaryPrimitives.WriteUInt32LittleEndian(found[sizeof(ulong)..], (uint)hit);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        SHA256.HashData(found, digest);
        return BinaryPrimitives.ReadUInt32LittleEndian(digest);
    }
}
