using Microsoft.Extensions.Logging;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Jobs;

/// <summary>The work of a chain: derived from it, never stored, replaced with every block.</summary>
internal sealed partial class JobGrain
{
    private const string ChainPrefix = "chain:";

    // As many refreshed templates of one height as are worth waiting for.
    private const int MaxOlderWork = 3;

    private static readonly TimeSpan AskChainEvery = TimeSpan.FromSeconds(1);

    // Older work of the same height: its solutions still make the block.
    private readonly List<(long Epoch, HeaderPuzzleSpec Spec, Puzzle Puzzle)> _older = [];

    private ChainWork? _work;
    private int _withdrawals;
    private double _olderHashes;
    private TimeSpan? _askedAt;

    private bool IsOfChain => Id.StartsWith(ChainPrefix, StringComparison.Ordinal);

    /// <summary>This activation is new: the chain gave its work to a former one.</summary>
    private bool LacksWork => IsOfChain && _search is null && _withdrawals == 0;

    private IChainGrain Chain => GrainFactory.GetGrain<IChainGrain>(Id[ChainPrefix.Length..]);

    public Task Assign(ChainWork? work)
    {
        if (work is not null)
            return TakeOn(work);
        _withdrawals++;
        return Withdraw();
    }

    private async Task TakeOn(ChainWork work)
    {
        if (work.Epoch <= _epoch)
            return;
        KeepOlder(work.Height);
        _work = work;
        _epoch = work.Epoch;
        _spec = work.Puzzle;
        _created = _time.GetUtcNow();
        var puzzle = work.Puzzle.ToPuzzle();
        _search = new Search(puzzle, new LeaseBook(puzzle.Size, _bounds));
        StartPulse();
        await TellWork(isActive: true);
    }

    private void KeepOlder(long nextHeight)
    {
        if (_work?.Height != nextHeight)
        {
            _older.Clear();
            _olderHashes = 0;
            return;
        }

        if (_older.Count == MaxOlderWork)
            _older.RemoveAt(0);
        _older.Add((_epoch, _work!.Puzzle, _search!.Puzzle));
        _olderHashes += _search.Hashes;
    }

    private async Task Withdraw()
    {
        if (_work is null && _search is not null)
            return;
        _work = null;
        _older.Clear();
        _search?.Book.Close();
        StopPulse();
        await TellWork(isActive: false);
        if (_search is not null)
            await _news.Tell(Status());
    }

    /// <summary>
    /// Takes a verified solution to the chain and goes on with what it says. Assignments come in between: an older
    /// answer never replaces newer work, and none revives a search that was stopped meanwhile.
    /// </summary>
    private async Task SubmitToChain(long epoch, UInt128 position)
    {
        var withdrawals = _withdrawals;
        var puzzle = _work?.Epoch == epoch ? _work.Puzzle : _older.Find(work => work.Epoch == epoch).Spec;
        SolutionVerdict verdict;
        try
        {
            verdict = await Chain.SubmitSolution(new ChainSolution(epoch, position, _olderHashes + (_search?.Hashes ?? 0), puzzle));
        }
        catch (ChainNotFoundException e)
        {
            ChainGone(_logger, Id, e);
            await Withdraw();
            _epoch = 0; // a chain of this name that is made anew counts anew
            return;
        }

        if (!verdict.Result.IsAccepted)
            Rejected(_logger, Id, verdict.Result.Height, verdict.Result.Reject, verdict.Result.Detail);
        if (withdrawals != _withdrawals)
            return;
        if (verdict.Next is { } next)
            await TakeOn(next);
        else if (epoch == _epoch)
            await Withdraw();
    }

    private async Task<ReportReply> TakeOfOlderEpoch(LeaseReport report)
    {
        _metrics.ReportWasStale();
        var older = _older.Find(work => work.Epoch == report.Epoch).Puzzle;
        if (older is not null)
        {
            foreach (var position in report.Solutions)
            {
                if (!older.Check(position, out _))
                {
                    CatchLie(report.NodeId, position);
                    return new ReportReply(ReportOutcome.Refused);
                }

                await SubmitToChain(report.Epoch, position);
            }
        }

        return new ReportReply(IsRunning ? ReportOutcome.Stale : ReportOutcome.Ended);
    }

    /// <exception cref="MiningGridException">There is a solution, and not yet the work that it is of.</exception>
    private ReportReply TakeWithoutWork(LeaseReport report)
    {
        AskChainForWork();
        return report.Solutions.IsEmpty
            ? new ReportReply(ReportOutcome.Stale)
            : throw new MiningGridException($"The job '{Id}' has just been activated and waits for its chain's work; report again.");
    }

    // Not waited for: the chain may be waiting for this job.
    private void AskChainForWork()
    {
        if (_askedAt is { } asked && Now - asked < AskChainEvery)
            return;
        _askedAt = Now;
        _ = ResumeChain();
    }

    private async Task ResumeChain()
    {
        try
        {
            await Chain.Resume();
        }
        catch (SiloUnavailableException)
        {
            // A silo goes, perhaps this one; the next node that asks for work asks the chain again.
        }
        catch (Exception e)
        {
            NotResumed(_logger, Id, e);
        }
    }

    [LoggerMessage(1221, LogLevel.Warning, "The solution of {Job} at height {Height} was rejected: {Reject}, {Detail}")]
    private static partial void Rejected(ILogger logger, string job, long? height, string? reject, string? detail);

    [LoggerMessage(1223, LogLevel.Warning, "{Job} ends: its chain is not there any more.")]
    private static partial void ChainGone(ILogger logger, string job, Exception cause);

    [LoggerMessage(1222, LogLevel.Warning, "The chain of {Job} could not be asked for work.")]
    private static partial void NotResumed(ILogger logger, string job, Exception cause);
}
