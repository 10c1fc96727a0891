using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>The rules that our chains and Bitcoin's share, one a method, so that blocks and streams of headers are judged alike.</summary>
internal static class HeaderRules
{
    public static RejectReason CheckProofOfWork(CompactTarget bits, Hash256 hash, UInt256 limit)
    {
        if (!bits.TryGetTarget(out UInt256 target) || target > limit)
            return new RejectReason(RejectWords.HighHash, $"the bits {bits} are no target of 1 to the limit {CompactTarget.FromTarget(limit)}");
        return hash.ToUInt256() <= target
            ? RejectReason.None
            : new RejectReason(RejectWords.HighHash, $"the hash {hash} is above the target {target}");
    }

    public static RejectReason CheckBits(CompactTarget bits, CompactTarget expected) =>
        bits == expected ? RejectReason.None : new RejectReason(RejectWords.BadDiffBits, $"the bits are {bits}; the difficulty rule asks for {expected}");

    public static RejectReason CheckTimePast(uint time, uint medianTimePast) =>
        time > medianTimePast
            ? RejectReason.None
            : new RejectReason(RejectWords.TimeTooOld, $"the time is {time}; it must be after {medianTimePast}, the median of the last 11");

    public static RejectReason CheckTimeAhead(uint time, DateTimeOffset now, int maxSecondsAhead)
    {
        long latest = now.ToUnixTimeSeconds() + maxSecondsAhead;
        return time <= latest
            ? RejectReason.None
            : new RejectReason(RejectWords.TimeTooNew, $"the time is {time}; it must not be after {latest}, {maxSecondsAhead} s ahead of the clock");
    }
}
