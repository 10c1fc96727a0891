using Orleans;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>The arithmetic of votes.</summary>
internal static class Votes
{
    /// <summary>How many votes a death takes: what is set, but no more than half of the silos that can vote.</summary>
    public static int Needed(int set, int active) => Math.Max(1, Math.Min(set, (active + 1) / 2));

    /// <summary>Who suspects the silo now: votes that are old, and votes of silos that are dead themselves, don't count.</summary>
    public static HashSet<SiloAddress> Valid(MembershipEntry accused, DateTime now, TimeSpan expiration, Func<SiloAddress, bool> isDead) =>
        [.. (accused.SuspectTimes ?? []).Where(vote => now - vote.Item2 < expiration && !isDead(vote.Item1)).Select(vote => vote.Item1)];
}
