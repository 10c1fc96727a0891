using System.Buffers.Binary;
using System.Numerics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>Scans nonces with several versions each, by a generated kernel: a batch of nonces, then version after version.</summary>
internal static unsafe class RolledScan<TKernel, TRolled>
    where TKernel : struct, IHeaderKernel
    where TRolled : struct, IRolledHeaderKernel
{
    private const int Versions = VersionRolling.SharedVersions;

    public static ScanResult Run(
        ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop)
    {
        var batch = (uint)(TKernel.Lanes * TKernel.Streams);
        var vectors = (int)batch * TKernel.Slots;
        var shared = (int)batch * TRolled.SharedSlots;
        var memory = stackalloc uint[KernelMemory.Aligned(vectors + shared + TRolled.ScheduleJobWords + (Versions * TRolled.JobWords))];
        var words = KernelMemory.Align(memory);
        var schedule = words + vectors;
        var scheduleJob = schedule + shared;
        var jobs = scheduleJob + TRolled.ScheduleJobWords;
        Span<byte> candidate = stackalloc byte[NonceScanner.HeaderSize];
        header.CopyTo(candidate);
        Prepare(candidate, scheduleJob, jobs);

        var limit = (uint)(ulong)(target >> 224);
        var small = stackalloc ulong[Versions];
        ulong scanned = 0;
        var found = 0;
        while (scanned < count && !stop.IsSet)
        {
            // Batches begin at multiples of their size, so that none goes past the last nonce.
            var from = first + scanned;
            var nonce = (uint)(from >> VersionRolling.SharedBits) & ~(batch - 1);
            var to = Math.Min(first + count, ((ulong)nonce + batch) << VersionRolling.SharedBits);
            TKernel.PutNonces(nonce, words);
            TRolled.Schedule(scheduleJob, words, schedule);
            ulong lanes = 0;
            for (var version = 0; version < Versions; version++)
            {
                TRolled.Hash(jobs + (version * TRolled.JobWords), words, schedule);
                lanes |= small[version] = TKernel.NotAbove(limit, words);
            }
            for (; lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                for (var version = 0u; version < Versions; version++)
                {
                    var number = (((ulong)nonce + (uint)lane) << VersionRolling.SharedBits) | version;
                    if (((small[version] >> lane) & 1) == 0 || number < from || number >= to || !IsHit(candidate, number, target))
                        continue;
                    hits[found++] = number;
                    if (found == hits.Length)
                        return new(number - first + 1, found);
                }
            }
            scanned = to - first;
        }
        return new(scanned, found);
    }

    private static void Prepare(Span<byte> header, uint* scheduleJob, uint* jobs)
    {
        var input = stackalloc uint[HeaderMidstate.InputWords];
        for (var version = 0u; version < Versions; version++)
        {
            VersionRolling.RollShared(header, version);
            new HeaderMidstate(header).CopyInput(input);
            TRolled.Prepare(input, jobs + (version * TRolled.JobWords));
        }
        TRolled.PrepareSchedule(input, scheduleJob);
    }

    private static bool IsHit(Span<byte> header, ulong number, UInt256 target)
    {
        VersionRolling.RollShared(header, (uint)number % Versions);
        BinaryPrimitives.WriteUInt32LittleEndian(header[^sizeof(uint)..], (uint)(number >> VersionRolling.SharedBits));
        return Hash256.DoubleSha256(header).ToUInt256() <= target;
    }
}
