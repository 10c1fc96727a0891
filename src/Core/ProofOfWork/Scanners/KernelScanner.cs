using System.Buffers.Binary;
using System.Numerics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Scans with a generated kernel, a batch of nonces at a time. The kernel computes the most significant word of each hash;
/// where that one is small enough, the platform's SHA-256 decides.
/// </summary>
internal sealed unsafe class KernelScanner<TKernel, TRolled, TBlocks>(string name) : NonceScanner
    where TKernel : struct, IHeaderKernel
    where TRolled : struct, IRolledHeaderKernel
    where TBlocks : struct, IBlockKernel
{
    public override string Name => name;

    public override bool IsSupported => TKernel.IsSupported;

    public override double InstructionsPerHash => (double)TKernel.InstructionsPerVector / TKernel.Lanes;

    public override double InstructionsPerRolledHash =>
        (TRolled.InstructionsPerVector + ((double)TRolled.InstructionsPerSchedule / VersionRolling.SharedVersions)) / TKernel.Lanes;

    public override int Lanes => TKernel.Lanes;

    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckRange(header, first, count, hits);

        var batch = (uint)(TKernel.Lanes * TKernel.Streams);
        var vectors = (int)batch * TKernel.Slots;
        var memory = stackalloc uint[KernelMemory.Aligned(vectors + TKernel.JobWords)];
        var words = KernelMemory.Align(memory);
        var job = words + vectors;
        Prepare(header, job);
        var limit = (uint)(ulong)(target >> 224);
        Span<byte> candidate = stackalloc byte[HeaderSize];
        header.CopyTo(candidate);

        ulong scanned = 0;
        var found = 0;
        while (scanned < count && !stop.IsSet)
        {
            // Batches begin at multiples of their size, so that none goes past the last nonce.
            var nonce = first + (uint)scanned;
            var before = nonce % batch;
            var wanted = Math.Min(batch - before, count - scanned);
            TKernel.PutNonces(nonce - before, words);
            TKernel.Hash(job, words);
            var candidates = (TKernel.NotAbove(limit, words) >> (int)before) & ((1UL << (int)wanted) - 1);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var lane = (uint)BitOperations.TrailingZeroCount(candidates);
                BinaryPrimitives.WriteUInt32LittleEndian(candidate[^4..], nonce + lane);
                if (Hash256.DoubleSha256(candidate).ToUInt256() > target)
                    continue;
                hits[found++] = nonce + lane;
                if (found == hits.Length)
                    return new(scanned + lane + 1, found);
            }
            scanned += wanted;
        }
        return new(scanned, found);
    }

    public override ScanResult ScanVersions(
        ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckVersionsRange(header, first, count, hits);
        return RolledScan<TKernel, TRolled>.Run(header, target, first, count, hits, stop);
    }

    internal override TextSearch SearchText(byte[] text) => new KernelTextSearch<TBlocks>(text);

    private static void Prepare(ReadOnlySpan<byte> header, uint* job)
    {
        var input = stackalloc uint[HeaderMidstate.InputWords];
        new HeaderMidstate(header).CopyInput(input);
        TKernel.Prepare(input, job);
    }
}
