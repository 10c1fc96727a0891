using System.Buffers.Binary;
using System.Numerics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Scans as many nonces at a time as the lanes have words. It computes only the most significant word of each hash;
/// where that one is small enough, the platform's SHA-256 decides.
/// </summary>
internal sealed unsafe class LaneScanner<TLanes>(string name) : NonceScanner
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Alignment = 64; // of a cache line: a vector that crosses two costs twice
    private const int TopWord = 7;

    // Three rounds before the last one, e already is what the last one leaves in h: the most significant word.
    private const int RoundsToTopWord = Sha256Constants.Rounds - 3;

    public override string Name => name;

    public override bool IsSupported => TLanes.IsSupported;

    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckRange(header, first, count, hits);

        var midstate = new HeaderMidstate(header);
        var limit = (uint)(ulong)(target >> 224);
        Span<byte> candidate = stackalloc byte[HeaderSize];
        header.CopyTo(candidate);
        var memory = stackalloc byte[(sizeof(TLanes) * (Sha256Constants.BlockWords + Sha256Constants.StateWords)) + Alignment];
        var schedule = (TLanes*)(((nuint)memory + Alignment - 1) & ~(nuint)(Alignment - 1));
        var state = schedule + Sha256Constants.BlockWords;

        ulong scanned = 0;
        var found = 0;
        while (scanned < count && !stop.IsSet)
        {
            var batchFirst = first + (uint)scanned;
            var batch = Math.Min((ulong)TLanes.Count, count - scanned);
            var candidates = NotAbove(limit, midstate, batchFirst, schedule, state) & ((1UL << (int)batch) - 1);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var lane = (uint)BitOperations.TrailingZeroCount(candidates);
                BinaryPrimitives.WriteUInt32LittleEndian(candidate[^4..], batchFirst + lane);
                if (Hash256.DoubleSha256(candidate).ToUInt256() > target)
                    continue;
                hits[found++] = batchFirst + lane;
                if (found == hits.Length)
                    return new(scanned + lane + 1, found);
            }
            scanned += batch;
        }
        return new(scanned, found);
    }

    /// <summary>Bit i is set where the most significant word of the hash of nonce first + i is not above the limit.</summary>
    private static ulong NotAbove(uint limit, HeaderMidstate midstate, uint first, TLanes* schedule, TLanes* state)
    {
        for (var i = 0; i < HeaderMidstate.NonceWord; i++)
            schedule[i] = TLanes.Broadcast(midstate.Tail[i]);
        schedule[HeaderMidstate.NonceWord] = ReverseBytes(TLanes.Broadcast(first) + TLanes.Indices);
        Pad(schedule, HeaderMidstate.NonceWord + 1, messageBytes: HeaderSize);
        for (var i = 0; i < Sha256Constants.StateWords; i++)
            state[i] = TLanes.Broadcast(midstate.BeforeNonce[i]);
        Sha256Lanes<TLanes>.Rounds(state, schedule, HeaderMidstate.NonceWord, Sha256Constants.Rounds);

        for (var i = 0; i < Sha256Constants.StateWords; i++)
        {
            schedule[i] = state[i] + TLanes.Broadcast(midstate.FirstBlock[i]);
            state[i] = TLanes.Broadcast(Sha256Constants.Initial[i]);
        }
        Pad(schedule, Sha256Constants.StateWords, messageBytes: Hash256.Size);
        Sha256Lanes<TLanes>.Rounds(state, schedule, 0, RoundsToTopWord);

        var top = ReverseBytes(state[4] + TLanes.Broadcast(Sha256Constants.Initial[TopWord]));
        return TLanes.NotAbove(top, TLanes.Broadcast(limit));
    }

    private static void Pad(TLanes* schedule, int word, uint messageBytes)
    {
        schedule[word++] = TLanes.Broadcast(Sha256Constants.EndOfMessage);
        while (word < Sha256Constants.BlockWords - 1)
            schedule[word++] = TLanes.Broadcast(0);
        schedule[word] = TLanes.Broadcast(8 * messageBytes);
    }

    private static TLanes ReverseBytes(TLanes words) =>
        (TLanes.RotateRight(words, 8) & TLanes.Broadcast(0xff00_ff00)) | (TLanes.RotateRight(words, 24) & TLanes.Broadcast(0x00ff_00ff));
}
