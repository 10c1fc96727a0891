using Microsoft.Extensions.Logging;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Mining;

/// <summary>Asks for leases before the last runs dry, and reports what was done of them.</summary>
internal sealed partial class JobRun
{
    /// <summary>Asks for a lease when that is due and nothing speaks against it.</summary>
    public void Ask()
    {
        if (IsOver || _isAsking || _isPaused || _isTelling || !_node.TakesWork || _leases.Count >= MaxLeases || !NeedsMore())
            return;
        _isAsking = true;
        _node.Run(AskForLease);
    }

    private bool NeedsMore()
    {
        double left = 0;
        foreach (var lease in _leases)
            left += (double)lease.Todo;
        if (_puzzle is null || left == 0)
            return _mode != SearchMode.FirstSolution || _puzzle is null || !IsEnough(left);
        return left < _pace.Rate * _node.Workers * Prefetch.TotalSeconds && (_mode != SearchMode.FirstSolution || !IsEnough(left));
    }

    /// <summary>Whether what is in hand will most likely hold a solution.</summary>
    private bool IsEnough(double left)
    {
        foreach (var slice in _slices)
            left += (double)slice.Range.Count;
        return left >= RarelyMore * Target.ExpectedHashes(_puzzle!.Target);
    }

    private async Task AskForLease()
    {
        var epoch = _epoch;
        try
        {
            var known = _spec is null ? (long?)null : epoch;
            var reply = await _job.Lease(new LeaseRequest(_node.Id, _pace.Rate * _node.Workers, _node.Workers, known));
            _isAsking = false;
            _backoff.Reset();
            await Take(reply);
        }
        catch (Exception e) when (!_node.Stopping.IsCancellationRequested)
        {
            _isAsking = false;
            if (_backoff.IsFirst)
                LeaseFailed(_node.Logger, JobId, e);
            Pause(_backoff.Next());
        }
    }

    private async Task Take(LeaseReply reply)
    {
        switch (reply)
        {
            case { Outcome: LeaseOutcome.Granted, Lease: { } lease }:
                await Take(lease);
                break;
            case { Outcome: LeaseOutcome.Wait }:
                Pause(reply.RetryAfter);
                break;
            case { Outcome: LeaseOutcome.Refused }:
                Refused(_node.Logger, JobId);
                DropLeases();
                Pause(RefusedPause);
                break;
            default:
                End();
                break;
        }
    }

    private async Task Take(Lease lease)
    {
        if (lease.Epoch > _epoch || (lease.Epoch == _epoch && _puzzle is null && lease.Puzzle is not null))
        {
            if (lease.Epoch > _epoch)
                Begin(lease.Epoch);
            _mode = lease.Mode;
            _spec = lease.Puzzle;
            _puzzle = _spec is null ? null : PuzzleCache.Get(_spec);
            if (_pace.Rate == 0 && _puzzle is not null && _node.PaceOf(_puzzle) is { } known)
                _pace.StartFrom(known);
        }

        var held = new HeldLease(lease);
        if (IsOver || !_node.TakesWork || lease.Epoch != _epoch || _puzzle is null)
        {
            await ReportLast(held);
            Ask();
            return;
        }

        if (_limit is { } limit)
            held.LimitTo(limit);
        _leases.Add(held);
        Ask();
        _node.Changed();
    }

    /// <summary>Reports what is new of a lease, one report at a time.</summary>
    private async Task Report(HeldLease lease)
    {
        if (lease.IsReporting)
        {
            lease.ReportAgain = true;
            return;
        }

        lease.IsReporting = true;
        do
        {
            lease.ReportAgain = false;
            await ReportOnce(lease);
        }
        while (lease.ReportAgain && _leases.Contains(lease));
        lease.IsReporting = false;
    }

    private async Task ReportOnce(HeldLease lease)
    {
        var (searched, solutions) = lease.TakeNews();
        var isFinal = lease.IsDone;
        var began = _node.Time.GetTimestamp();
        for (var tries = 1; _leases.Contains(lease); tries++)
        {
            try
            {
                var reply = await _job.Report(new LeaseReport(_node.Id, lease.Epoch, lease.Id, [.. searched], [.. solutions], isFinal));
                _backoff.Reset();
                Take(reply, lease, isFinal);
                return;
            }
            catch (Exception e) when (!_node.Stopping.IsCancellationRequested)
            {
                if (tries == 1)
                    ReportFailed(_node.Logger, JobId, e);
                if (_node.Time.GetElapsedTime(began) >= lease.TimeToLive)
                    break;
                await _node.WaitToRetry(_backoff.Next());
            }
        }

        // It expires over there, and somebody searches it again.
        if (_leases.Contains(lease))
            Drop(lease);
        Ask();
    }

    private void Take(ReportReply reply, HeldLease lease, bool wasFinal)
    {
        if (reply.Limit is { } limit)
            LimitTo(limit);
        switch (reply.Outcome)
        {
            case ReportOutcome.Continue:
                if (wasFinal)
                    _leases.Remove(lease);
                break;
            case ReportOutcome.Stale when _mode == SearchMode.FirstSolution && lease.Epoch == _epoch:
                DropLeases();
                break;
            case ReportOutcome.Stale:
                Drop(lease);
                break;
            case ReportOutcome.Refused:
                Refused(_node.Logger, JobId);
                DropLeases();
                Pause(RefusedPause);
                break;
            default:
                End();
                break;
        }

        _isTelling = false;
        Ask();
        _node.Changed();
    }

    private async Task ReportLast(HeldLease lease)
    {
        var (searched, solutions) = lease.TakeNews();
        try
        {
            await _job.Report(new LeaseReport(_node.Id, lease.Epoch, lease.Id, [.. searched], [.. solutions], IsFinal: true));
        }
        catch (SiloUnavailableException)
        {
            // A silo goes, perhaps this one; the lease expires by itself.
        }
        catch (Exception e)
        {
            ReportFailed(_node.Logger, JobId, e);
        }
    }

    [LoggerMessage(1311, LogLevel.Warning, "No lease of job {Job} could be had; it is tried again.")]
    private static partial void LeaseFailed(ILogger logger, string job, Exception cause);

    [LoggerMessage(1312, LogLevel.Warning, "A report to job {Job} failed; it is tried again while its lease lives.")]
    private static partial void ReportFailed(ILogger logger, string job, Exception cause);

    [LoggerMessage(1313, LogLevel.Error, "Job {Job} refuses this node: it says that a solution from here was false.")]
    private static partial void Refused(ILogger logger, string job);
}
