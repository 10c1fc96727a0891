using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Grid;
using MiningGrid.Grains.Mining;
using Orleans.Runtime;
using Orleans.Storage;

namespace MiningGrid.Grains.Jobs;

/// <summary>
/// Gives out one search in leases and judges what comes back. The work of a chain comes by <see cref="Assign"/> and is
/// not stored; a submitted search is, and goes on after a restart.
/// </summary>
[GrainType("job")]
internal sealed partial class JobGrain : Grain, IJobGrain
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(1);

    // A timer counts from its last tick's end, and may be early by what the clock can't tell.
    private static readonly TimeSpan TimerGrain = TimeSpan.FromMilliseconds(20);

    private readonly JobStore _store;
    private readonly JobsOptions _options;
    private readonly GridOptions _grid;
    private readonly TimeProvider _time;
    private readonly MiningMetrics _metrics;
    private readonly ILogger _logger;
    private readonly JobNews _news;
    private readonly LeaseTempo _tempo;
    private readonly NodePaces _paces;
    private readonly RateMeter _rate;
    private readonly LeaseBookBounds _bounds;
    private readonly Dictionary<string, int> _lies = [];
    private readonly long _activated;

    private Search? _search;
    private PuzzleSpec? _spec;
    private long _epoch;
    private DateTimeOffset _created;
    private IGrainTimer? _pulse;
    private TimeSpan _pulsePeriod;
    private TimeSpan _heardAt;
    private TimeSpan? _repeatedAt;

    public JobGrain(
        [PersistentState("job", StorageNames.State)] IPersistentState<StoredJob> record,
        [FromKeyedServices(StorageNames.State)] IGrainStorage storage,
        IOptions<JobsOptions> options,
        IOptions<GridOptions> grid,
        TimeProvider time,
        MiningMetrics metrics,
        ILogger<JobGrain> logger)
    {
        _store = new JobStore(record, new SolutionPages(storage, this.GetGrainId()));
        _options = options.Value;
        _grid = grid.Value;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _news = new JobNews(_options, time, logger);
        _tempo = new LeaseTempo(_options);
        _paces = new NodePaces(
            new LeaseSizerBounds(_options.LeaseTime, (UInt128)_options.MinLease, (UInt128)_options.MaxLease, (UInt128)_options.FirstLease),
            _tempo);
        _rate = new RateMeter(time);
        _bounds = new LeaseBookBounds(_options.LeasesPerNode);
        _activated = time.GetTimestamp();
    }

    private string Id => this.GetPrimaryKeyString();

    private TimeSpan Now => _time.GetElapsedTime(_activated);

    private TimeSpan TimeToLive => _tempo.TimeToLive(_paces.Count);

    private IDispatcherGrain Dispatcher => GrainFactory.GetGrain<IDispatcherGrain>(0);

    private TimeSpan PulsePeriod
    {
        get
        {
            var period = _options.SaveEvery < RepeatEvery ? _options.SaveEvery : RepeatEvery;
            return _news.HasObservers && _options.ProgressEvery < period ? _options.ProgressEvery : period;
        }
    }

    private bool IsRunning => _search?.State == JobState.Running && (!IsOfChain || _work is not null);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!IsOfChain && _store.Exists)
            await Load();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveIfNeeded();

    public async Task<LeaseReply> Lease(LeaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        JobRules.Check(request);
        _heardAt = Now;
        if (LacksWork)
        {
            AskChainForWork();
            return new LeaseReply(LeaseOutcome.Wait, RetryAfter: _options.RetryAfter);
        }

        if (!IsRunning)
        {
            await Repeat(() => TellWork(isActive: false));
            return new LeaseReply(LeaseOutcome.Ended);
        }

        if (_lies.GetValueOrDefault(request.NodeId) >= _grid.FalseSolutions)
        {
            await Repeat(() => Dispatcher.FalseSolution(request.NodeId, Id));
            return new LeaseReply(LeaseOutcome.Refused);
        }

        var book = _search!.Book;
        Expire();
        if (book.Pending > 0
            && book.Grant(request.NodeId, _paces.NextLength(request, book.Pending, Now), Now + TimeToLive) is { } lease)
        {
            _metrics.LeaseGranted();
            var puzzle = request.KnownEpoch == _epoch ? null : _spec;
            return new LeaseReply(LeaseOutcome.Granted, new Lease(
                Id, _epoch, lease.Id, lease.Range, _search.Mode, puzzle, TimeToLive, _tempo.ReportEvery(_paces.Count)));
        }

        _paces.Idle(request.NodeId);
        return new LeaseReply(LeaseOutcome.Wait, RetryAfter: _options.RetryAfter);
    }

    public async Task<ReportReply> Report(LeaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        JobRules.Check(report);
        _heardAt = Now;
        if (LacksWork)
            return TakeWithoutWork(report);
        if (!IsRunning)
        {
            await End();
            return new ReportReply(ReportOutcome.Ended);
        }

        if (report.Epoch != _epoch)
            return await TakeOfOlderEpoch(report);

        var search = _search!;
        var finding = search.Take(report, Now + TimeToLive);
        _isDirty = true;
        _paces.Delivered(report.NodeId, finding.Gained, Now);
        _rate.Add((double)finding.Gained, Now);
        if (finding.FalseClaim is { } claim)
            CatchLie(report.NodeId, claim);
        if (finding.Standing == LeaseStanding.Late)
            _metrics.ReportWasStale();

        if (IsOfChain && finding.Solutions.Count > 0)
            await SubmitToChain(_epoch, finding.Solutions[0]);
        else if (search.State != JobState.Running)
            await End();
        else if (_news.IsDue)
            await _news.Tell(Status());
        return new ReportReply(OutcomeOf(report, finding), _search?.Limit);
    }

    public Task NodeGone(string nodeId)
    {
        _paces.Remove(nodeId);
        if (_search?.Book.NodeGone(nodeId) is > 0 and var leases)
            LeasesReleased(_logger, Id, leases, nodeId);
        return Task.CompletedTask;
    }

    public Task<JobStatus> GetStatus() => Task.FromResult(Status());

    public Task Resume() => IsOfChain ? ResumeChain() : ResumePuzzle();

    public Task Subscribe(IJobObserver observer)
    {
        _news.Subscribe(observer);
        SetPulse();
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IJobObserver observer)
    {
        _news.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private ReportOutcome OutcomeOf(LeaseReport report, SearchFinding finding) => finding switch
    {
        { FalseClaim: not null } => ReportOutcome.Refused,
        _ when !IsRunning => ReportOutcome.Ended,
        _ when report.Epoch != _epoch || finding.Standing != LeaseStanding.Open => ReportOutcome.Stale,
        _ => ReportOutcome.Continue,
    };

    private void CatchLie(string node, UInt128 claim)
    {
        _lies[node] = _lies.GetValueOrDefault(node) + 1;
        _metrics.SolutionWasFalse();
        FalseClaim(_logger, Id, node, claim);
        _ = Dispatcher.FalseSolution(node, Id);
    }

    private void Expire()
    {
        if (_search!.Book.Expire(Now) is > 0 and var leases)
            LeasesExpired(_logger, Id, leases);
    }

    private void StartPulse()
    {
        _pulsePeriod = PulsePeriod;
        _pulse ??= this.RegisterGrainTimer(Pulse, new GrainTimerCreationOptions(_pulsePeriod, _pulsePeriod));
    }

    /// <summary>Beats faster while somebody watches.</summary>
    private void SetPulse()
    {
        if (_pulse is null || _pulsePeriod == PulsePeriod)
            return;
        _pulsePeriod = PulsePeriod;
        _pulse.Change(_pulsePeriod, _pulsePeriod);
    }

    private void StopPulse()
    {
        _pulse?.Dispose();
        _pulse = null;
    }

    private async Task Pulse()
    {
        if (!IsRunning)
        {
            await End();
            return;
        }

        Expire();
        if (Now - _heardAt >= RepeatEvery)
            await Repeat(() => TellWork(isActive: true)); // nobody works on it
        if (_time.GetElapsedTime(_savedAt) >= _options.SaveEvery - TimerGrain)
            await SaveIfNeeded();
        if (_news.IsDue)
            await _news.Tell(Status());
        SetPulse();
    }

    /// <summary>Tells the dispatcher again what it seems not to know: what it was told may have been lost together with its silo.</summary>
    private Task Repeat(Func<Task> tell)
    {
        if (_repeatedAt is { } at && Now - at < RepeatEvery)
            return Task.CompletedTask;
        _repeatedAt = Now;
        return tell();
    }

    /// <exception cref="JobNotFoundException">No search was started under this id.</exception>
    private Search Found() => _search ?? throw new JobNotFoundException($"There is no job '{Id}'.");

    [LoggerMessage(1201, LogLevel.Warning, "Node {Node} claimed {Claim} to be a solution of job {Job}, which is false; all that it contributed is searched again.")]
    private static partial void FalseClaim(ILogger logger, string job, string node, UInt128 claim);

    [LoggerMessage(1202, LogLevel.Information, "{Leases} leases of job {Job} expired; they go out again.")]
    private static partial void LeasesExpired(ILogger logger, string job, int leases);

    [LoggerMessage(1203, LogLevel.Information, "{Leases} leases of job {Job} go out again: node {Node} is gone.")]
    private static partial void LeasesReleased(ILogger logger, string job, int leases, string node);
}
