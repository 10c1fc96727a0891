using Microsoft.Extensions.Logging;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using Orleans.Runtime;

namespace MiningGrid.Grains.Chain;

/// <summary>Mines: gives work to the chain's job, and makes blocks of what it finds.</summary>
internal sealed partial class ChainGrain
{
    // BIP22's word for what no other word tells.
    private const string RejectedWord = "rejected";

    private static readonly TimeSpan PulsePeriod = TimeSpan.FromSeconds(1);

    // Work younger than this is given to a job once more; older work is made anew, so that nothing is searched twice.
    private static readonly TimeSpan KeepWorkFor = TimeSpan.FromSeconds(1);

    private IGrainTimer? _pulse;
    private bool _isJobUpToDate = true;
    private bool _isStopDue;
    private (ChainSolution Solution, SubmitResult Result)? _lastSolved;

    private string TooFarAhead =>
        $"The next block's time would be more than {Head.Parameters.MaxSecondsAhead} s ahead of the clock; mining waits for it.";

    private string WorkId => ChainNames.Work(Name);

    public async Task<ChainStatus> StartMining(MiningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request with { RewardAddress = ParseAddress(request.RewardAddress).ToString() };
        if (asked.StopAtHeight <= Head.Context.Height)
            throw new InvalidRequestException($"StopAtHeight is {asked.StopAtHeight}; the chain is at {Head.Context.Height}, allowed is more.");
        CheckMessage(asked);
        if (asked == Head.Stored.Mining && _work.HasTerm && !_isStopDue)
        {
            await Guard(ConfirmHead);
            return Status();
        }

        // The dispatcher first: that it wakes a chain in vain does no harm.
        await GrainFactory.GetGrain<IDispatcherGrain>(0).WorkBegan(WorkId);
        await Guard(() => BeginMining(asked));
        _isStopDue = false;
        _work.Withdraw();
        StartPulse();
        await Mine();
        await _news.Tell(Status());
        return Status();
    }

    public async Task<ChainStatus> StopMining()
    {
        _ = Head;
        _isStopDue = true;
        await Guard(StoreStop);
        await EndMining();
        return Status();
    }

    public Task Resume()
    {
        // A job that asks has nothing, whatever it was given before.
        _isJobUpToDate = false;
        return Pulse();
    }

    public async Task<SolutionVerdict> SubmitSolution(ChainSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        if (_lastSolved is { } last && last.Solution.Epoch == solution.Epoch && last.Solution.Position == solution.Position)
            return new SolutionVerdict(last.Result, _work.Current); // its answer was lost
        if (!_work.HasTerm)
            await Pulse(); // this activation has taken over
        var block = _work.Find(solution.Epoch)?.Solve(solution.Position) ?? SolveFormer(solution);
        if (block is null)
        {
            await Guard(ConfirmHead);
            var stale = new RejectReason(RejectWords.StalePrevious, $"the work of epoch {solution.Epoch} is no longer to be done");
            return new SolutionVerdict(Rejected(stale, null, null), _work.Current);
        }

        var reason = await Judge(block);
        if (reason.Word == RejectWords.Duplicate)
            return new SolutionVerdict(new SubmitResult(null, null, (await FindBlock(block.Hash))!.Height, block.Hash), _work.Current);
        if (!reason.IsNone)
            return new SolutionVerdict(Rejected(reason, null, block.Hash), _work.Current);

        try
        {
            await Append(block, solution.Hashes, _work.Elapsed);
        }
        catch (StorageException e)
        {
            return new SolutionVerdict(new SubmitResult(RejectedWord, e.Message, Head.Context.Height + 1L, block.Hash), null);
        }

        var accepted = new SubmitResult(null, null, Head.Context.Height, block.Hash);
        _lastSolved = (solution with { Puzzle = null }, accepted);
        return new SolutionVerdict(accepted, await NextWork());
    }

    /// <summary>
    /// The block that solves work of a former activation, whose template is gone; null when that is not known, or not
    /// what is asked for now. It is judged like a stranger's.
    /// </summary>
    private Block? SolveFormer(ChainSolution solution)
    {
        if (solution.Puzzle is not { Branch: [] } spec || Head.Stored.Mining is not { } mining || _isStopDue || !_work.IsOfFormer(solution.Epoch))
            return null;
        var puzzle = (HeaderPuzzle)spec.ToPuzzle();
        var block = new Block(BlockHeader.Parse(puzzle.HeaderAt(solution.Position)), [Transaction.Parse(puzzle.CoinbaseAt(solution.Position))]);
        return block.Transactions[0] is Coinbase coinbase && coinbase.Reward.ToString() == mining.RewardAddress ? block : null;
    }

    private Task StoreStop() => Head.Stored.Mining is null
        ? ConfirmHead()
        : Commit(Head with { Stored = Head.Stored with { Mining = null } });

    private async Task BeginMining(MiningRequest request)
    {
        var stored = Head.Stored with { Mining = request, RewardAddress = request.RewardAddress };
        await BeginTerm(stored);
    }

    /// <summary>Commits a state together with a new term, unless this activation has one.</summary>
    private async Task BeginTerm(ChainState stored)
    {
        var term = _work.HasTerm ? stored.Term : stored.Term + 1;
        await Commit(Head with { Stored = stored with { Term = term } });
        if (!_work.HasTerm)
            _work.BeginTerm(term);
    }

    /// <summary>Takes mining up where it pauses: after a restart, a failure of storage, or for a clock; refreshes old work.</summary>
    private async Task Pulse()
    {
        if (!_trouble.MayRetry)
            return;
        try
        {
            await GoOn();
        }
        catch (Exception e) when (e is StorageException or ChainNotFoundException)
        {
            return; // told in the status, and the next pulse tries again; or the chain is lost
        }

        if (_head?.Stored.Mining is null)
            await EndMining();
        else if (_work.Current is not { } current || _work.Age >= (_isJobUpToDate ? _options.RefreshWorkAfter : KeepWorkFor))
            await Mine();
        else if (!_isJobUpToDate)
            await Assign(current);
    }

    /// <summary>Brings to the storage what has to be there before mining goes on, or ends.</summary>
    private async Task GoOn()
    {
        if (_head is null || (_head.Stored.Mining is null && !_isStopDue && !_trouble.IsOfStorage))
            return;
        await Guard(async () =>
        {
            if (_isStopDue)
                await StoreStop();
            else if (Head.Stored.Mining is not null && !_work.HasTerm)
                await BeginTerm(Head.Stored);
        });
    }

    private async Task Mine() => await Assign(await NextWork());

    /// <summary>The work for the head; null when mining is not asked for or can't go on.</summary>
    private async Task<ChainWork?> NextWork()
    {
        if (Head.Stored.Mining is not { } mining || _isStopDue || _trouble.IsOfStorage || !_work.HasTerm)
            return null;
        var before = _trouble.Reason;
        var reward = Address.Parse(mining.RewardAddress);
        if (BlockTemplate.TryCreate(Head.Context, reward, mining.Message, [], _time.GetUtcNow(), out var template, out _))
            _trouble.Clear();
        else
            _trouble.OfClock(TooFarAhead);
        if (before != _trouble.Reason)
            await _news.Tell(Status());
        return template is null ? null : _work.Issue(template);
    }

    /// <summary>A message that no block can carry is refused now, and not when its first block is to be made.</summary>
    private void CheckMessage(MiningRequest request)
    {
        var earliest = DateTimeOffset.FromUnixTimeSeconds(Head.Context.MedianTimePast + 1L);
        try
        {
            BlockTemplate.TryCreate(Head.Context, Address.Nobody, request.Message, [], earliest, out _, out _);
        }
        catch (ArgumentException e)
        {
            throw new InvalidRequestException(e.Message, e);
        }
    }

    private async Task EndMining()
    {
        _isStopDue = false;
        _work.Withdraw();
        _trouble.Clear();
        await Assign(null);
        if (_isJobUpToDate)
            StopPulse();
        else
            StartPulse(); // until the job has heard of it
        if (_head is not null)
            await _news.Tell(Status());
    }

    private async Task Assign(ChainWork? work)
    {
        try
        {
            await GrainFactory.GetGrain<IJobGrain>(WorkId).Assign(work);
            _isJobUpToDate = true;
        }
        catch (SiloUnavailableException)
        {
            // A silo goes, perhaps this one; the next pulse tries again.
            _isJobUpToDate = false;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _isJobUpToDate = false;
            NotAssigned(_logger, Name, e);
        }
    }

    private void StartPulse() => _pulse ??= this.RegisterGrainTimer(
        Pulse, new GrainTimerCreationOptions(TimeSpan.Zero, PulsePeriod) { KeepAlive = true });

    private void StopPulse()
    {
        _pulse?.Dispose();
        _pulse = null;
    }

    [LoggerMessage(1104, LogLevel.Warning, "The job of chain {Chain} could not be given its work; it is tried again.")]
    private static partial void NotAssigned(ILogger logger, string chain, Exception cause);
}
