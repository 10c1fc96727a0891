using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Chain;

/// <summary>
/// Gives out work in epochs that only grow. An epoch is the term of the activation, stored once before its first
/// work, and a count within it: no clock is trusted, and work costs no write.
/// </summary>
internal sealed class WorkIssuer(string chain, TimeProvider time)
{
    private const int TermShift = 32;

    // Work of the same parent stays good when it is refreshed; so much of it is kept.
    private const int MaxKept = 4;

    private readonly List<IssuedWork> _issued = new(MaxKept);
    private long _epoch;
    private long _started;

    /// <summary>Whether this activation has a term, and so may give out work.</summary>
    public bool HasTerm => _epoch > 0;

    /// <summary>The activation's term; 0 when it has none.</summary>
    public long Term => _epoch >> TermShift;

    /// <summary>What is to be searched now; null when nothing.</summary>
    public ChainWork? Current => _issued.Count > 0 ? _issued[^1].Work : null;

    /// <summary>How long ago the current work was given out.</summary>
    public TimeSpan Age => _issued.Count > 0 ? time.GetElapsedTime(_issued[^1].IssuedAt) : TimeSpan.Zero;

    /// <summary>How long ago the first work of this parent was given out.</summary>
    public TimeSpan Elapsed => _issued.Count > 0 ? time.GetElapsedTime(_started) : TimeSpan.Zero;

    public void BeginTerm(long term) => _epoch = term << TermShift;

    public void EndTerm() => _epoch = 0;

    /// <summary>Gives out a template as the work of a new epoch; the current work when it is the very same: that is being searched.</summary>
    public ChainWork Issue(BlockTemplate template)
    {
        if (_issued.Count > 0 && IsSame(_issued[^1].Template.Puzzle, template.Puzzle))
            return _issued[^1].Work;
        var now = time.GetTimestamp();
        if (_issued.Count == 0)
            _started = now;
        else if (_issued.Count == MaxKept)
            _issued.RemoveAt(0);
        var work = new ChainWork(chain, ++_epoch, template.Height, template.ToSpec());
        _issued.Add(new IssuedWork(work, template, now));
        return work;
    }

    /// <summary>Whether an epoch was given out by a former activation.</summary>
    public bool IsOfFormer(long epoch) => HasTerm && epoch >> TermShift < Term;

    /// <summary>The template of an epoch whose solutions still make the next block; null when there is none.</summary>
    public BlockTemplate? Find(long epoch) => _issued.Find(issued => issued.Work.Epoch == epoch)?.Template;

    /// <summary>No solution of what was given out can be taken any more.</summary>
    public void Withdraw() => _issued.Clear();

    private static bool IsSame(HeaderPuzzle one, HeaderPuzzle other) =>
        one.Header.Span.SequenceEqual(other.Header.Span) && one.Coinbase.Span.SequenceEqual(other.Coinbase.Span);

    private sealed record IssuedWork(ChainWork Work, BlockTemplate Template, long IssuedAt);
}
