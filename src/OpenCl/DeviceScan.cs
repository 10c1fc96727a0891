using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.OpenCl;

/// <summary>One scan of a header's candidates, numbers as <see cref="NonceScanner.Scan"/> or <see cref="NonceScanner.ScanVersions"/> have them.</summary>
internal ref struct DeviceScan<TNumber>(
    DeviceQueue queue, BatchPace pace, int places, ReadOnlySpan<byte> header, int versionBits, UInt256 target, Span<TNumber> hits)
    where TNumber : unmanaged, IBinaryInteger<TNumber>
{
    private const double WordValues = 4_294_967_296; // 2^32

    private readonly ReadOnlySpan<byte> _header = header;
    private readonly Span<TNumber> _hits = hits;
    private readonly uint _limit = (uint)(ulong)(target >> 224);
    private readonly byte[] _candidate = header.ToArray();
    private int _found;

    /// <summary>Batches that the CPU had to scan again.</summary>
    public int Rescanned { get; private set; }

    public ScanResult Run(ulong first, ulong count, StopSignal stop)
    {
        ulong begun = 0;
        ulong scanned = 0;
        var doneAt = 0L;
        while (true)
        {
            while (begun < count && queue.UnderWay < DeviceQueue.MaxUnderWay && !stop.IsSet)
            {
                var size = (uint)Math.Min(BatchSize(), count - begun);
                queue.Begin(first + begun, size, _limit);
                begun += size;
            }
            if (queue.UnderWay == 0)
                return new(scanned, _found);

            var batch = queue.End();
            var now = Stopwatch.GetTimestamp();
            pace.Took(batch.Count, now - Math.Max(doneAt, batch.BeganAt));
            doneAt = now;
            var covered = batch.HasOverflowed ? ScanOnCpu(batch, stop) : Take(batch);
            scanned += covered;
            if (covered < batch.Count || _found == _hits.Length)
                return new(scanned, _found);
        }
    }

    // As many as a batch may take time for; fewer where so many would find more than there are places for, here or there.
    private readonly ulong BatchSize()
    {
        var room = Math.Min(_hits.Length - _found, places / 4);
        var enough = 2 * room * (WordValues / (_limit + 1.0));
        return enough < pace.Size ? Math.Max((ulong)enough, BatchPace.Least / 4) : pace.Size;
    }

    private ulong Take(DeviceBatch batch)
    {
        var found = batch.Found;
        found.Sort();
        foreach (var distance in found)
        {
            if (!IsHit(batch.First + distance))
                continue;
            _hits[_found++] = TNumber.CreateTruncating(batch.First + distance);
            if (_found == _hits.Length)
                return distance + 1UL;
        }
        return batch.Count;
    }

    private readonly bool IsHit(ulong number)
    {
        if (versionBits > 0)
            VersionRolling.RollShared(_candidate, (uint)number & ((1u << versionBits) - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(_candidate.AsSpan(^sizeof(uint)), (uint)(number >> versionBits));
        return Hash256.DoubleSha256(_candidate).ToUInt256() <= target;
    }

    private ulong ScanOnCpu(DeviceBatch batch, StopSignal stop)
    {
        Rescanned++;
        var room = _hits[_found..];
        var part = versionBits > 0
            ? NonceScanners.Best.ScanVersions(_header, target, batch.First, batch.Count, MemoryMarshal.Cast<TNumber, ulong>(room), stop)
            : NonceScanners.Best.Scan(_header, target, (uint)batch.First, batch.Count, MemoryMarshal.Cast<TNumber, uint>(room), stop);
        _found += part.Hits;
        return part.Scanned;
    }
}
