using MiningGrid.GrainInterfaces.Jobs;
using Orleans.Runtime;

namespace MiningGrid.Grains.Jobs;

/// <summary>Stores a submitted search: solutions never later than the ranges that they were found in.</summary>
internal sealed class JobStore(IPersistentState<StoredJob> record, SolutionPages pages)
{
    // Leases given out after the last write are not known after a crash: their numbers are left out.
    private const long LeaseGap = 1L << 32;

    private readonly List<UInt128> _tail = [];

    public bool Exists => record.RecordExists;

    public StoredJob Stored => record.State;

    /// <summary>Takes up a search as it was stored.</summary>
    public async Task<Search> Load(LeaseBookBounds bounds)
    {
        var stored = record.State;
        var solutions = new SolutionList();
        for (var page = 0; page < stored.SolutionPages; page++)
            solutions.Restore(await pages.Read(page));
        _tail.AddRange(PositionBytes.ReadPositions(stored.Solutions));
        solutions.Restore(_tail);

        var puzzle = stored.Puzzle.ToSpec().ToPuzzle();
        var book = new LeaseBook(puzzle.Size, bounds, PositionBytes.ReadRanges(stored.Done), stored.NextLease + LeaseGap);
        var search = new Search(puzzle, stored.Mode, stored.MaxSolutions, book, solutions);
        search.Restore(stored.State, stored.Trouble, stored.Hashes);
        return search;
    }

    public async Task Save(Search search, DateTimeOffset now)
    {
        var stored = record.State;
        var unsaved = search.Solutions.Unsaved.Count;
        List<UInt128> tail = [.. _tail, .. search.Solutions.Unsaved];
        var full = tail.Count / SolutionPages.Size;
        for (var i = 0; i < full; i++)
            await pages.Write(stored.SolutionPages + i, tail.Skip(i * SolutionPages.Size).Take(SolutionPages.Size));
        tail.RemoveRange(0, full * SolutionPages.Size);

        record.State = new StoredJob
        {
            Puzzle = stored.Puzzle,
            Mode = stored.Mode,
            MaxSolutions = stored.MaxSolutions,
            Created = stored.Created,
            Ended = search.State == JobState.Running ? null : stored.Ended ?? now.ToUnixTimeMilliseconds(),
            State = search.State,
            Trouble = search.Trouble,
            Done = PositionBytes.Of(search.Book.Snapshot()),
            NextLease = search.Book.NextLease,
            Hashes = search.Hashes,
            SolutionPages = stored.SolutionPages + full,
            Solutions = PositionBytes.Of(tail),
        };
        await Write(stored);
        search.Solutions.MarkSaved(unsaved);
        _tail.Clear();
        _tail.AddRange(tail);
    }

    /// <summary>Stores a new search.</summary>
    public async Task Create(JobRequest request, DateTimeOffset now)
    {
        var before = record.State;
        record.State = new StoredJob
        {
            Puzzle = StoredPuzzle.Of(request.Puzzle),
            Mode = request.Mode,
            MaxSolutions = request.MaxSolutions,
            Created = now.ToUnixTimeMilliseconds(),
        };
        await Write(before);
    }

    /// <summary>Whether a request describes the stored search.</summary>
    public bool IsSame(JobRequest request) =>
        (Stored.Mode, Stored.MaxSolutions) == (request.Mode, request.MaxSolutions)
        && Stored.Puzzle.IsSame(StoredPuzzle.Of(request.Puzzle));

    private async Task Write(StoredJob before)
    {
        try
        {
            await record.WriteStateAsync();
        }
        catch
        {
            record.State = before;
            throw;
        }
    }
}
