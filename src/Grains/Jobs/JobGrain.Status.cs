using System.Collections.Immutable;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>What a job tells of itself.</summary>
internal sealed partial class JobGrain
{
    private const int SolutionsPerCall = 1_000;

    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    public Task<SolutionPage> GetSolutions(int from, int count)
    {
        var search = Found();
        if (from < 0 || count < 0)
            throw new InvalidRequestException($"Solutions from {from}, {count} of them, were asked for; allowed is 0 and more.");
        var solutions = search.Solutions;
        var take = Math.Clamp(solutions.Count - from, 0, Math.Min(count, SolutionsPerCall));
        var done = search.Book.Snapshot();
        return Task.FromResult(new SolutionPage(
            [.. Enumerable.Range(from, take).Select(index => Describe(search.Puzzle, solutions[index]))],
            solutions.Count,
            done is [{ First: var first, Count: var searched }, ..] && first == 0 ? searched : 0));
    }

    private JobStatus Status()
    {
        var search = Found();
        var book = search.Book;
        return new JobStatus(
            Id,
            _epoch,
            IsOfChain && _work is null ? JobState.Cancelled : search.State,
            search.Mode,
            book.Size,
            book.Done,
            search.Hashes,
            _rate.Rate(RateWindow),
            Target.ExpectedHashes(search.Puzzle.Target),
            book.Leases,
            search.Solutions.Count,
            search.Solutions.Lowest is { } lowest ? Describe(search.Puzzle, lowest) : null,
            _created,
            IsOfChain || _store.Stored.Ended is not { } ended ? null : DateTimeOffset.FromUnixTimeMilliseconds(ended),
            search.Trouble);
    }

    private static Solution Describe(Puzzle puzzle, UInt128 position)
    {
        puzzle.Check(position, out var hash);
        var nonce = puzzle is HeaderPuzzle header ? header.Split(position).Nonce : ((TextPuzzle)puzzle).NonceAt(position);
        return new Solution(position, nonce, hash, hash.ToString());
    }
}
