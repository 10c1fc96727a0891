using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// One job on this node: holds its leases, cuts them into slices, reports. Everything of it happens in turns of the
/// node's scheduler, so nothing is locked.
/// </summary>
internal sealed partial class JobRun
{
    // A report with all that the slices under way may still find stays within what a job takes at once.
    private const int SolutionsPerSlice = 4_096;
    private const int SolutionsPerReport = 16_384;
    private const int SolutionsUnderWay = 32_768;
    private const int MaxLeases = 8;

    // A worker that has longer at each slice wakes the rest of the silo less often.
    private const int LongerWhenAlone = 3;

    // Of a million searches for one solution, 335 take more than so many times the expected hashes.
    private const double RarelyMore = 8;

    private static readonly TimeSpan Prefetch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(10);

    private readonly NodeContext _node;
    private readonly IJobGrain _job;
    private readonly SlicePace _pace = new();
    private readonly Backoff _backoff = new();
    private readonly List<HeldLease> _leases = [];
    private readonly HashSet<RunningSlice> _slices = [];

    private long _epoch;
    private PuzzleSpec? _spec;
    private Puzzle? _puzzle;
    private SearchMode _mode;
    private UInt128? _limit;
    private bool _isAsking;
    private bool _isPaused;
    private bool _isFailing;
    private bool _isTelling;

    public JobRun(NodeContext node, string jobId, long epoch)
    {
        _node = node;
        _epoch = epoch;
        JobId = jobId;
        _job = node.Grains.GetGrain<IJobGrain>(jobId);
    }

    public string JobId { get; }

    /// <summary>The job ended, or is no longer this node's business.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Time that workers spent on it: the job with the least is served first.</summary>
    public TimeSpan Used { get; set; }

    /// <summary>Whether there is something to cut a slice of.</summary>
    public bool HasWork =>
        !IsOver && !_isTelling && !_isFailing && _puzzle is not null && _slices.Count < MaxSlices
        && _leases.Exists(lease => lease.Todo > 0 && lease.UnreportedSolutions < SolutionsPerReport);

    /// <summary>Nobody waits for the end of a slice that a solution ends, unless another job wants the workers too.</summary>
    private TimeSpan SliceTime => _mode == SearchMode.FirstSolution && !_node.IsShared ? LongerWhenAlone * _node.Options.SliceTime : _node.Options.SliceTime;

    private double MaxSlices => _mode == SearchMode.FirstSolution ? Math.Max(1, _pace.WorthWorkers(_puzzle!)) : double.MaxValue;

    /// <summary>The job's work is of this epoch: what is held of an older one is dropped at once.</summary>
    public void Announce(long epoch)
    {
        if (epoch > _epoch)
            Begin(epoch);
        Ask();
    }

    /// <summary>What failed until now says nothing of what comes.</summary>
    public void ResetBackoff() => _backoff.Reset();

    /// <summary>Drops everything.</summary>
    public void End()
    {
        IsOver = true;
        DropLeases();
        _node.Changed();
    }

    /// <summary>Cuts the next slice; only when there is work.</summary>
    public RunningSlice TakeSlice()
    {
        var lease = _leases.Find(lease => lease.Todo > 0 && lease.UnreportedSolutions < SolutionsPerReport)!;
        var slice = new RunningSlice(lease, lease.TakeSlice(_pace.SliceLength(SliceTime)));
        lease.Running++;
        _slices.Add(slice);
        Ask();
        return slice;
    }

    /// <summary>What a worker is to do.</summary>
    public Slice Describe(RunningSlice slice) => new(
        _spec!, slice.Range.First, (ulong)slice.Range.Count,
        _mode == SearchMode.Exhaustive ? Math.Clamp(SolutionsUnderWay / _node.MaxInFlight, 1, SolutionsPerSlice) : 1,
        FirstEndsAll: _mode == SearchMode.FirstSolution, SliceTime);

    /// <summary>A worker is done with a slice, or was stopped.</summary>
    public void Completed(RunningSlice slice, SliceResult result)
    {
        _slices.Remove(slice);
        Used += result.Elapsed;
        var lease = slice.Lease;
        if (lease.Epoch == _epoch && _puzzle is not null)
        {
            _pace.Measure(result);
            _node.Learn(_puzzle, _pace);
        }
        lease.PutBack(slice.Range, result.Scanned, result.Solutions);
        if (!_leases.Contains(lease))
            return;
        if (_limit is { } limit)
            lease.LimitTo(limit);

        if (result.Solutions.Length > 0 && _mode == SearchMode.FirstSolution)
            TellFirst(lease);
        else if (result.Solutions.Length > 0 && _mode == SearchMode.LowestSolution)
            TellLowest(lease, result.Solutions[0]);
        else if (lease.IsDone || lease.UnreportedSolutions >= SolutionsPerReport)
            _node.Run(() => Report(lease));
    }

    /// <summary>A slice was stopped and nobody knows how far it came.</summary>
    public void Stopped(RunningSlice slice)
    {
        _slices.Remove(slice);
        slice.Lease.PutBack(slice.Range, 0, ImmutableArray<UInt128>.Empty);
    }

    /// <summary>A worker could not do a slice: it is done again after a pause.</summary>
    public void Failed(RunningSlice slice)
    {
        Stopped(slice);
        _isFailing = true;
        _node.RunLater(_backoff.Next(), () => _isFailing = false);
    }

    /// <summary>Reports, and so renews, all leases.</summary>
    public void ReportAll()
    {
        foreach (var lease in _leases.ToList())
            _node.Run(() => Report(lease));
    }

    /// <summary>Gives all leases back with what was searched of them.</summary>
    public Task Release()
    {
        IsOver = true;
        var leases = _leases.ToList();
        _leases.Clear();
        return Task.WhenAll(leases.Select(ReportLast));
    }

    public void StopSlices()
    {
        foreach (var slice in _slices)
            slice.Stop();
    }

    private void TellFirst(HeldLease lease)
    {
        // The others stop before anybody is asked whether the solution is good.
        _isTelling = true;
        StopSlices();
        _node.Run(async () =>
        {
            await Report(lease);
            _isTelling = false;
            Ask();
            _node.Changed();
        });
    }

    private void TellLowest(HeldLease lease, UInt128 solution)
    {
        LimitTo(solution);
        _node.Run(() => Report(lease));
    }

    private void LimitTo(UInt128 end)
    {
        if (_limit <= end)
            return;
        _limit = end;
        foreach (var lease in _leases)
            lease.LimitTo(end);
        foreach (var slice in _slices)
        {
            if (slice.Range.First > end)
                slice.Stop();
        }
    }

    private void Begin(long epoch)
    {
        DropLeases();
        _epoch = epoch;
        _spec = null;
        _puzzle = null;
        _limit = null;
        _isPaused = false;
    }

    private void DropLeases()
    {
        _leases.Clear();
        StopSlices();
    }

    private void Drop(HeldLease lease)
    {
        _leases.Remove(lease);
        foreach (var slice in _slices)
        {
            if (slice.Lease == lease)
                slice.Stop();
        }
    }

    private void Pause(TimeSpan time)
    {
        _isPaused = true;
        _node.Run(async () =>
        {
            await _node.WaitToRetry(time);
            _isPaused = false;
            Ask();
            _node.Changed();
        });
    }
}
