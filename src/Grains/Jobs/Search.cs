using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>One puzzle being searched: its leases, its solutions, and whether it is over. Believes no claim.</summary>
/// <remarks>A chain's work never ends by itself: its chain may reject the solution, and then the search goes on.</remarks>
internal sealed class Search
{
    private readonly int _maxSolutions;
    private readonly bool _endsItself;

    /// <summary>The next block of a chain.</summary>
    public Search(Puzzle puzzle, LeaseBook book)
        : this(puzzle, SearchMode.FirstSolution, int.MaxValue, book, new SolutionList()) => _endsItself = false;

    /// <summary>A puzzle that was submitted.</summary>
    public Search(Puzzle puzzle, SearchMode mode, int maxSolutions, LeaseBook book, SolutionList solutions)
    {
        _endsItself = true;
        Puzzle = puzzle;
        Mode = mode;
        Book = book;
        Solutions = solutions;
        _maxSolutions = maxSolutions;
        if (mode == SearchMode.LowestSolution && solutions.Lowest is { } lowest)
            book.LimitTo(lowest);
    }

    public Puzzle Puzzle { get; }

    public SearchMode Mode { get; }

    public LeaseBook Book { get; }

    public SolutionList Solutions { get; }

    /// <summary>Hashes tried, repeated ones included.</summary>
    public double Hashes { get; set; }

    public JobState State { get; private set; }

    /// <summary>Why it failed; null when it didn't.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Positions from here on need not be searched; null for no limit.</summary>
    public UInt128? Limit => Book.End < Book.Size ? Book.End : null;

    /// <summary>Takes a node's report. Of one with a false claim nothing counts but the solutions that are true.</summary>
    public SearchFinding Take(LeaseReport report, TimeSpan deadline)
    {
        UInt128? falseClaim = null;
        var found = new List<UInt128>();
        foreach (var position in report.Solutions)
        {
            if (Puzzle.Check(position, out _))
                found.Add(position);
            else
                falseClaim = position;
        }

        foreach (var position in found)
            Solutions.Add(position);
        if (falseClaim is not null)
            Book.Distrust(report.NodeId);
        var doneBefore = Book.Done;
        var standing = falseClaim is null
            ? Book.Report(report.NodeId, report.LeaseId, report.Searched, report.IsFinal, deadline)
            : LeaseStanding.Unknown;
        if (standing != LeaseStanding.Unknown)
            Hashes += report.Searched.Sum(part => (double)UInt128.Min(part.Count, Puzzle.Size));
        Judge();
        return new SearchFinding(standing, found, falseClaim, Book.Done > doneBefore ? Book.Done - doneBefore : 0);
    }

    public void Cancel()
    {
        Book.Close();
        State = JobState.Cancelled;
    }

    /// <summary>Takes up how it stood before a restart.</summary>
    public void Restore(JobState state, string? trouble, double hashes)
    {
        State = state;
        Trouble = trouble;
        Hashes = hashes;
        if (state != JobState.Running)
            Book.Close();
    }

    private void Judge()
    {
        if (State != JobState.Running || !_endsItself)
            return;
        if (Mode == SearchMode.LowestSolution && Solutions.Lowest is { } lowest)
            Book.LimitTo(lowest);
        State = Mode switch
        {
            SearchMode.FirstSolution when Solutions.Count > 0 => JobState.Solved,
            SearchMode.LowestSolution when Solutions.Count > 0 && Book.IsComplete => JobState.Solved,
            SearchMode.Exhaustive when Solutions.Count > _maxSolutions => JobState.Failed,
            _ => Book.IsComplete ? JobState.Exhausted : JobState.Running,
        };
        if (State == JobState.Failed)
            Trouble = $"There are more than {_maxSolutions} solutions, which is what the search was allowed to list.";
        if (State != JobState.Running)
            Book.Close();
    }
}
