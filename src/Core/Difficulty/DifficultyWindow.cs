using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Difficulty;

/// <summary>
/// The bounded past of a chain that its difficulty and time rules read. Immutable: <see cref="Append"/> gives a new window
/// and costs the same at every height.
/// </summary>
public sealed class DifficultyWindow
{
    /// <summary>How many blocks the median time past is taken over (Bitcoin's nMedianTimeSpan).</summary>
    public const int MedianTimeSpan = 11;

    private readonly PastBlock[] _recent;

    private DifficultyWindow(DifficultyRule rule, PastBlock[] recent, PastBlock? periodStart, PastBlock? lastRegular)
    {
        Rule = rule;
        _recent = recent;
        PeriodStart = periodStart;
        LastRegular = lastRegular;
    }

    /// <summary>The rule that the window is kept for.</summary>
    public DifficultyRule Rule { get; }

    /// <summary>The newest blocks, oldest first, the tip last: at most max(<see cref="MedianTimeSpan"/>, <see cref="DifficultyRule.Window"/>).</summary>
    public ReadOnlySpan<PastBlock> Recent => _recent;

    /// <summary>The newest block.</summary>
    public PastBlock Tip => _recent[^1];

    /// <summary>The newest block for which the rule's <see cref="DifficultyRule.StartsPeriod"/> held; null when it lies before the window's first block.</summary>
    public PastBlock? PeriodStart { get; }

    /// <summary>The newest block for which the rule's <see cref="DifficultyRule.IsRegular"/> held; null when it lies before the window's first block.</summary>
    public PastBlock? LastRegular { get; }

    /// <summary>
    /// The median of the newest 11 block times (of all, while there are fewer). The next block's time must be greater.
    /// Meaningful only while <see cref="KnowsMedianTimePast"/>.
    /// </summary>
    public uint MedianTimePast
    {
        get
        {
            int count = Math.Min(_recent.Length, MedianTimeSpan);
            Span<uint> times = stackalloc uint[MedianTimeSpan];
            times = times[..count];
            for (int i = 0; i < count; i++)
                times[i] = _recent[_recent.Length - count + i].Time;
            times.Sort();
            return times[count / 2];
        }
    }

    /// <summary>Whether the window holds all blocks of the median: 11, or all down to genesis.</summary>
    public bool KnowsMedianTimePast => _recent.Length >= MedianTimeSpan || _recent[0].Height == 0;

    /// <summary>Starts a window at a chain's genesis, or at any block from which on the chain is known.</summary>
    /// <param name="rule">The chain's rule.</param>
    /// <param name="first">The first known block.</param>
    public static DifficultyWindow StartAt(DifficultyRule rule, PastBlock first)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new DifficultyWindow(rule, [first], rule.StartsPeriod(first.Height) ? first : null, rule.IsRegular(first) ? first : null);
    }

    /// <summary>The window after one more block.</summary>
    /// <param name="time">The block's time.</param>
    /// <param name="bits">The block's bits.</param>
    public DifficultyWindow Append(uint time, CompactTarget bits)
    {
        var next = new PastBlock(Tip.Height + 1, time, bits);
        int keep = Math.Min(_recent.Length, Math.Max(MedianTimeSpan, Rule.Window) - 1);
        var recent = new PastBlock[keep + 1];
        _recent.AsSpan(_recent.Length - keep).CopyTo(recent);
        recent[keep] = next;
        return new DifficultyWindow(
            Rule, recent, Rule.StartsPeriod(next.Height) ? next : PeriodStart, Rule.IsRegular(next) ? next : LastRegular);
    }

    /// <summary>The bits that the next block must have; see <see cref="DifficultyRule.Next"/>.</summary>
    /// <param name="time">The next block's time.</param>
    public CompactTarget NextBits(uint time) => Rule.Next(this, time);

    /// <summary>Puts a stored window together again.</summary>
    internal static DifficultyWindow Restore(DifficultyRule rule, PastBlock[] recent, PastBlock? periodStart, PastBlock? lastRegular)
    {
        Debug.Assert(recent.Length > 0, "A window has a tip.");
        return new DifficultyWindow(rule, recent, periodStart, lastRegular);
    }
}
