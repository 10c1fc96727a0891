using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Mining;
using MiningGrid.Grains.Grid;
using MiningGrid.Grains.Jobs;
using Orleans.Runtime;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// Brings work to this silo's workers: knows from the dispatcher what there is, keeps a <see cref="JobRun"/> for each
/// job, and hands slices out so that no worker waits and every job gets its share.
/// </summary>
internal sealed partial class NodeService : BackgroundService, INodeObserver
{
    // So often, at least, in the time after which a lease that nobody reports of expires.
    private const int RenewalsOfLease = 3;

    private readonly WorkerPool _pool;
    private readonly SiloDeaths _deaths;
    private readonly MiningMetrics _metrics;
    private readonly GridOptions _grid;
    private readonly JobsOptions _jobs;
    private readonly NodeRegistration _me;
    private readonly NodeContext _node;
    private readonly IMinerGrain _miner;
    private readonly Dictionary<string, JobRun> _runs = [];
    private readonly Backoff _backoff = new();

    private TaskCompletionSource? _idle;
    private Guid _source;
    private long _version;
    private long _reportedAt;
    private int _inFlight;

    public NodeService(
        IGrainFactory grains,
        WorkerPool pool,
        SiloDeaths deaths,
        MiningMetrics metrics,
        ILocalSiloDetails silo,
        IOptions<MiningOptions> mining,
        IOptions<GridOptions> grid,
        IOptions<JobsOptions> jobs,
        TimeProvider time,
        ILogger<NodeService> logger)
    {
        _pool = pool;
        _deaths = deaths;
        _metrics = metrics;
        _grid = grid.Value;
        _jobs = jobs.Value;
        var version = typeof(NodeService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        _me = new NodeRegistration(NodeId.Of(silo.SiloAddress), silo.Name, pool.Workers, pool.ScannerNames, version);
        _node = new NodeContext(_me.Id, pool.Workers, grains, mining.Value, time, logger, Fill);
        _miner = grains.GetGrain<IMinerGrain>(0);
        _pool.RestChanged += RestChanged;
        _deaths.Died += SiloDied;
    }

    private IDispatcherGrain Dispatcher => _node.Grains.GetGrain<IDispatcherGrain>(0);

    /// <summary>The dispatcher tells of a change; on any thread.</summary>
    public Task WorkChanged(WorkList work)
    {
        _ = _node.InTurn(() =>
        {
            // A former dispatcher, or one that does not know yet that it is, may still tell.
            if (work.Source == _source)
                Take(work);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_pool.Workers == 0)
            return;
        try
        {
            await _node.InTurn(Drain).WaitAsync(_node.Options.DrainTime, _node.Time, cancellationToken);
        }
        catch (Exception e)
        {
            NotDrained(_node.Logger, _node.Id, e);
        }

        _node.Stop();
    }

    public override void Dispose()
    {
        _pool.RestChanged -= RestChanged;
        _deaths.Died -= SiloDied;
        _node.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _pool.Workers == 0 ? Task.CompletedTask : _node.InTurn(() => Task.WhenAll(KeepInTouch(stoppingToken), KeepReporting(stoppingToken)));

    private async Task KeepInTouch(CancellationToken stopping)
    {
        var me = _node.Grains.CreateObjectReference<INodeObserver>(this);
        while (!stopping.IsCancellationRequested)
        {
            var wait = _grid.HeartbeatEvery;
            try
            {
                await GetInTouch(me).WaitAsync(stopping);
                _backoff.Reset();
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                if (_backoff.IsFirst)
                    NoDispatcher(_node.Logger, e);
                wait = _backoff.Next();
            }

            await _node.WaitToRetry(wait, stopping);
        }
    }

    /// <summary>What was called there may be elsewhere by now: whatever waits for another try gets it at once.</summary>
    private void SiloDied(object? sender, EventArgs e) => _ = _node.InTurn(() =>
    {
        _backoff.Reset();
        foreach (var run in _runs.Values)
            run.ResetBackoff();
        _node.TryNow();
        return Task.CompletedTask;
    });

    private async Task GetInTouch(INodeObserver me)
    {
        if (_source == Guid.Empty || await Dispatcher.Heartbeat(Heartbeat()) is not { } work)
        {
            // A dispatcher that does not know this node has begun anew.
            work = await Dispatcher.Register(_me, me);
            Registered(_node.Logger, _node.Id);
            _source = Guid.Empty;
        }

        if (work.Source != _source)
            (_source, _version) = (work.Source, long.MinValue);
        Take(work);
    }

    /// <summary>Reports when no slice ends for so long that leases might expire.</summary>
    private async Task KeepReporting(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_jobs.TimeToLive / RenewalsOfLease, _node.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                ReportIfDue();
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private void ReportIfDue()
    {
        if (_node.Time.GetElapsedTime(_reportedAt) < _jobs.ReportEvery)
            return;
        _reportedAt = _node.Time.GetTimestamp();
        foreach (var run in _runs.Values.ToList())
            run.ReportAll();
    }

    private NodeHeartbeat Heartbeat() =>
        new(_me, _pool.RateOver(TimeSpan.FromSeconds(10)), _pool.Queued, _node.IsDraining);

    private void Take(WorkList work)
    {
        // The same list again heals what went wrong on the way: a job that this node gave up is asked once more.
        if (work.Version < _version || !_node.TakesWork)
            return;
        _version = work.Version;
        foreach (var run in _runs.Values.Where(run => !work.Items.Any(item => item.IsActive && item.JobId == run.JobId)).ToList())
            run.End();
        foreach (var item in work.Items.Where(item => item.IsActive))
        {
            if (_runs.TryGetValue(item.JobId, out var run) && !run.IsOver)
                run.Announce(item.Epoch);
            else
                Begin(item);
        }

        Share(_runs.Values.Count(run => !run.IsOver) > 1);
    }

    /// <summary>Slices are shorter from now on, or longer. Who comes second does not wait for the end of a long one.</summary>
    private void Share(bool isShared)
    {
        var begins = isShared && !_node.IsShared;
        _node.IsShared = isShared;
        if (begins)
            StopSlices();
    }

    private void Begin(WorkItem item)
    {
        Forget();
        var run = new JobRun(_node, item.JobId, item.Epoch)
        {
            // A late-comer gets its share from now on, not what it missed.
            Used = _runs.Count > 0 ? _runs.Values.Min(other => other.Used) : TimeSpan.Zero,
        };
        _runs[item.JobId] = run;
        run.Ask();
    }

    private void Forget()
    {
        foreach (var run in _runs.Values.Where(run => run.IsOver).ToList())
            _runs.Remove(run.JobId);
    }

    /// <summary>Hands out slices until every worker has one at hand and one to go on with.</summary>
    private void Fill()
    {
        while (_inFlight < _node.MaxInFlight && _node.TakesWork)
        {
            JobRun? next = null;
            foreach (var run in _runs.Values)
            {
                if (run.HasWork && (next is null || run.Used < next.Used))
                    next = run;
            }

            if (next is null)
                return;
            _inFlight++;
            var slice = next.TakeSlice();
            _node.Run(() => Mine(next, slice));
        }
    }

    private async Task Mine(JobRun run, RunningSlice slice)
    {
        _metrics.SliceBegan();
        try
        {
            var result = await _miner.Mine(run.Describe(slice), slice.Token);
            _inFlight--;
            run.Completed(slice, result);
        }
        catch (OperationCanceledException) when (slice.Token.IsCancellationRequested)
        {
            _inFlight--;
            run.Stopped(slice);
        }
        catch (Exception e)
        {
            _inFlight--;
            if (!_node.IsDraining)
                SliceFailed(_node.Logger, run.JobId, e);
            run.Failed(slice);
        }
        finally
        {
            slice.Dispose();
        }

        if (_inFlight == 0)
            _idle?.TrySetResult();
        Fill();
        ReportIfDue(); // here, where the silo is awake already
    }

    private void RestChanged(object? sender, EventArgs e) => _ = _node.InTurn(() =>
    {
        _node.IsResting = _pool.IsResting;
        _node.Run(_node.IsResting ? Rest : GoOn);
        return Task.CompletedTask;
    });

    /// <summary>Gives the leases back for others to search while the workers rest.</summary>
    private async Task Rest()
    {
        await StopAll();
        if (_node.IsResting)
            await ReleaseAll();
    }

    private async Task GoOn()
    {
        foreach (var run in _runs.Values.Where(run => !run.IsOver))
            run.Ask();
        Fill();
        if (await Dispatcher.Heartbeat(Heartbeat()) is { } work && work.Source == _source)
            Take(work);
    }

    private Task StopAll()
    {
        StopSlices();
        if (_inFlight == 0)
            return Task.CompletedTask;
        _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _idle.Task;
    }

    private void StopSlices()
    {
        foreach (var run in _runs.Values)
            run.StopSlices();
    }

    private Task ReleaseAll() => Task.WhenAll(_runs.Values.Where(run => !run.IsOver).Select(run => run.Release()).ToList());

    /// <summary>Stops all workers, gives the leases back with what was done of them, and leaves.</summary>
    private async Task Drain()
    {
        _node.IsDraining = true;
        var stopped = StopAll();
        var told = Dispatcher.Heartbeat(Heartbeat());
        await stopped;
        await ReleaseAll();
        await Task.WhenAll(told, Dispatcher.Leave(_node.Id));
    }

    [LoggerMessage(1302, LogLevel.Information, "This silo mines as node {Node}.")]
    private static partial void Registered(ILogger logger, string node);

    [LoggerMessage(1303, LogLevel.Warning, "The dispatcher can't be reached; it is tried again.")]
    private static partial void NoDispatcher(ILogger logger, Exception cause);

    [LoggerMessage(1304, LogLevel.Warning, "A slice of job {Job} failed; it is done again.")]
    private static partial void SliceFailed(ILogger logger, string job, Exception cause);

    [LoggerMessage(1305, LogLevel.Warning, "Node {Node} could not give all its leases back; they expire by themselves.")]
    private static partial void NotDrained(ILogger logger, string node, Exception cause);
}
