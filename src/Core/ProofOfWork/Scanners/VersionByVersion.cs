namespace MiningGrid.Core.ProofOfWork;

/// <summary>Scans nonces with several versions each on a scanner that knows nothing of versions: some nonces, version after version.</summary>
internal static class VersionByVersion
{
    private const int Versions = VersionRolling.SharedVersions;
    private const ulong NoncesAtOnce = 1 << 12;
    private const int MaxHitsAtOnce = 64; // of a version

    public static ScanResult Run(
        NonceScanner scanner, ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop)
    {
        Span<byte> rolled = stackalloc byte[NonceScanner.HeaderSize];
        header.CopyTo(rolled);
        Span<uint> room = stackalloc uint[MaxHitsAtOnce];
        Span<ulong> all = stackalloc ulong[Versions * MaxHitsAtOnce];
        var end = first + count;
        ulong scanned = 0;
        var found = 0;
        while (scanned < count)
        {
            // Each version may see less than the one before; what all have seen counts.
            var from = first + scanned;
            var nonce = from >> VersionRolling.SharedBits;
            var nonces = Math.Min(NoncesAtOnce, ((end - 1) >> VersionRolling.SharedBits) - nonce + 1);
            var sum = 0;
            for (var version = 0u; version < Versions; version++)
            {
                VersionRolling.RollShared(rolled, version);
                var part = scanner.Scan(rolled, target, (uint)nonce, nonces, room, stop);
                foreach (var hit in room[..part.Hits])
                    all[sum++] = ((ulong)hit << VersionRolling.SharedBits) | version;
                nonces = Math.Min(nonces, part.Scanned);
                if (nonces == 0)
                    return new(scanned, found);
            }

            var to = Math.Min(end, (nonce + nonces) << VersionRolling.SharedBits);
            all[..sum].Sort();
            foreach (var hit in all[..sum])
            {
                if (hit < from || hit >= to)
                    continue;
                hits[found++] = hit;
                if (found == hits.Length)
                    return new(hit - first + 1, found);
            }
            scanned = to - first;
        }
        return new(scanned, found);
    }
}
