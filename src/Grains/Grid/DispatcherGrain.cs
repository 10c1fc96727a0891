using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;

namespace MiningGrid.Grains.Grid;

/// <summary>
/// Knows nodes and work, and tells the nodes. Reentrant, so that a job that it is starting may call back; it waits for
/// nobody else.
/// </summary>
[GrainType("dispatcher"), Reentrant]
internal sealed partial class DispatcherGrain : Grain, IDispatcherGrain
{
    private const string ChainPrefix = "chain:";
    private const int MaxEnded = 1_000;
    private const int MaxActive = 100_000;
    private const int JobIdBytes = 8;
    private const int MaxJobIdLength = 64;
    private const int MaxDeaths = 1_000;

    private readonly IPersistentState<StoredGrid> _record;
    private readonly GridOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SerialWriter _writer;
    private readonly NodeTable _nodes;
    private readonly WorkBook _work;
    private readonly RetriedCalls _calls;
    private readonly HashSet<string> _asleep = [];
    private readonly HashSet<string> _waking = [];
    private readonly Queue<string> _deaths = new();
    private bool _isDirty;

    public DispatcherGrain(
        [PersistentState("dispatcher", StorageNames.State)] IPersistentState<StoredGrid> record,
        IOptions<GridOptions> options,
        TimeProvider time,
        ILogger<DispatcherGrain> logger)
    {
        _record = record;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _writer = new SerialWriter(Store);
        _nodes = new NodeTable(_options);
        _work = new WorkBook();
        _calls = new RetriedCalls(time);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _work.Restore(_record.State.Work);
        WakeAll(_record.State.Work);
        this.RegisterGrainTimer(
            Sweep, new GrainTimerCreationOptions(_options.HeartbeatEvery, _options.HeartbeatEvery) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _calls.Stop();
        return Task.CompletedTask;
    }

    public Task<WorkList> Register(NodeRegistration node, INodeObserver observer)
    {
        ArgumentNullException.ThrowIfNull(node);
        var known = _nodes.Register(node, observer, _time.GetUtcNow(), _record.State.Liars.Count(node.Id));
        NodeJoined(_logger, node.Name, node.Id, node.Workers, node.Scanner);
        return Task.FromResult(WorkFor(known));
    }

    public Task<WorkList?> Heartbeat(NodeHeartbeat heartbeat)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        var node = _nodes.Heard(heartbeat, _time.GetUtcNow());
        return Task.FromResult(node is null ? null : WorkFor(node));
    }

    public Task Leave(string nodeId)
    {
        if (_nodes.Leave(nodeId))
        {
            NodeLeft(_logger, nodeId);
            ReleaseLeases(nodeId);
        }

        return Task.CompletedTask;
    }

    public Task NodeDied(string nodeId)
    {
        ArgumentException.ThrowIfNullOrEmpty(nodeId);
        if (_deaths.Contains(nodeId))
            return Task.CompletedTask; // another silo was sooner
        _deaths.Enqueue(nodeId);
        if (_deaths.Count > MaxDeaths)
            _deaths.Dequeue();
        if (_nodes.Died(nodeId, _time.GetUtcNow(), _record.State.Liars.Count(nodeId)))
            NodeLost(_logger, nodeId);
        ReleaseLeases(nodeId);
        // A chain that lived there is called by nobody, as long as nothing is found.
        WakeAll(_record.State.Work);
        return Task.CompletedTask;
    }

    public Task<JobStatus> Submit(JobRequest request) =>
        Start(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(JobIdBytes)), request);

    public Task<JobStatus> SubmitAs(string id, JobRequest request)
    {
        if (string.IsNullOrEmpty(id) || id.Length > MaxJobIdLength || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            throw new InvalidJobException($"The id '{id}' is not allowed; allowed are up to {MaxJobIdLength} of a-z, 0-9 and -.");
        return Start(id, request);
    }

    public Task WorkBegan(string workId)
    {
        if (!_record.State.Work.Contains(workId))
        {
            _record.State.Work.Add(workId);
            _isDirty = true;
        }

        return SaveIfNeeded();
    }

    public Task WorkChanged(WorkItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_work.Change(item))
            PushWork();
        return item.IsActive || IsChain(item.JobId) ? Task.CompletedTask : Ended(item.JobId);
    }

    public Task FalseSolution(string nodeId, string jobId)
    {
        var falseSolutions = _record.State.Liars.Count(nodeId);
        if (falseSolutions < _options.FalseSolutions)
        {
            falseSolutions = _record.State.Liars.Catch(nodeId);
            _isDirty = true;
            _ = Logged(SaveIfNeeded(), "the storage");
        }

        if (_nodes.Lied(nodeId, falseSolutions) is not { } node)
            return Task.CompletedTask;
        NodeShutOut(_logger, node.Registration.Name, nodeId, node.FalseSolutions, jobId);
        ReleaseLeases(nodeId);
        return node.Observer?.WorkChanged(_work.None) ?? Task.CompletedTask;
    }

    public Task<ImmutableArray<NodeStatus>> GetNodes()
    {
        CheckNodes();
        return Task.FromResult(_nodes.StatusAt(_time.GetUtcNow()));
    }

    public Task<ImmutableArray<string>> GetJobs() =>
        Task.FromResult(_work.JobIds.Union(_record.State.Work).Union(_record.State.Ended).ToImmutableArray());

    private static bool IsChain(string workId) => workId.StartsWith(ChainPrefix, StringComparison.Ordinal);

    private async Task<JobStatus> Start(string id, JobRequest request)
    {
        if (_record.State.Work.Count >= MaxActive)
            throw new InvalidJobException($"{MaxActive} searches are active; no more are allowed at a time.");
        return await GrainFactory.GetGrain<IJobGrain>(id).Start(request);
    }

    private WorkList WorkFor(Node node) => node.IsShutOut ? _work.None : _work.List;

    private void PushWork()
    {
        var list = _work.List;
        foreach (var node in _nodes.Working)
            _ = Logged(node.Observer!.WorkChanged(list), node.Registration.Id);
    }

    // A chain that pauses is woken after a restart too: it knows itself whether it is to be mined.
    private async Task Ended(string jobId)
    {
        var stored = _record.State;
        if (!stored.Work.Remove(jobId))
            return;
        stored.Ended.Add(jobId);
        if (stored.Ended.Count > MaxEnded)
            stored.Ended.RemoveRange(0, stored.Ended.Count - MaxEnded);
        _isDirty = true;
        await Logged(SaveIfNeeded(), jobId);
    }

    private Task SaveIfNeeded() => _isDirty ? _writer.Write() : _writer.Pending;

    private async Task Store()
    {
        _isDirty = false;
        try
        {
            await _record.WriteStateAsync();
        }
        catch (Exception e)
        {
            _isDirty = true;
            if (e is InconsistentStateException)
                DeactivateOnIdle(); // another activation has taken over
            throw;
        }
    }

    private async Task Sweep()
    {
        CheckNodes();
        WakeAll(_asleep);
        await Logged(SaveIfNeeded(), "the storage");
    }

    private void CheckNodes()
    {
        foreach (var node in _nodes.Sweep(_time.GetUtcNow()))
        {
            NodeGone(_logger, node.Registration.Name, node.Registration.Id, node.LastSeen);
            ReleaseLeases(node.Registration.Id);
        }
    }

    private void ReleaseLeases(string nodeId)
    {
        foreach (var id in _work.JobIds.ToList())
            _ = Logged(_calls.Make(() => GrainFactory.GetGrain<IJobGrain>(id).NodeGone(nodeId)), id);
    }

    private void WakeAll(IEnumerable<string> work)
    {
        foreach (var id in work.Where(_waking.Add).ToList())
            _ = Wake(id);
    }

    private async Task Wake(string workId)
    {
        _asleep.Remove(workId);
        var woken = _calls.Make(() => IsChain(workId)
            ? GrainFactory.GetGrain<IChainGrain>(workId[ChainPrefix.Length..]).Resume()
            : GrainFactory.GetGrain<IJobGrain>(workId).Resume());
        await Logged(woken, workId);
        _waking.Remove(workId);
        if (!woken.IsCompletedSuccessfully)
            _asleep.Add(workId);
    }

    private async Task Logged(Task call, string what)
    {
        try
        {
            await call;
        }
        catch (SiloUnavailableException)
        {
            // A silo goes, perhaps this one; what is still to be done is done when something changes.
        }
        catch (Exception e)
        {
            CallFailed(_logger, what, e);
        }
    }

    [LoggerMessage(1401, LogLevel.Information, "Node {Name} joined as {Id}: {Workers} workers, scanner {Scanner}.")]
    private static partial void NodeJoined(ILogger logger, string name, string id, int workers, string scanner);

    [LoggerMessage(1402, LogLevel.Information, "Node {Id} left.")]
    private static partial void NodeLeft(ILogger logger, string id);

    [LoggerMessage(1403, LogLevel.Warning, "Node {Name}, {Id}, is gone: last heard at {LastSeen}.")]
    private static partial void NodeGone(ILogger logger, string name, string id, DateTimeOffset lastSeen);

    [LoggerMessage(1404, LogLevel.Error, "Node {Name}, {Id}, is shut out: {Count} false solutions, the last one of job {Job}.")]
    private static partial void NodeShutOut(ILogger logger, string name, string id, int count, string job);

    [LoggerMessage(1406, LogLevel.Warning, "The silo of node {Id} is dead; its leases go out again.")]
    private static partial void NodeLost(ILogger logger, string id);

    [LoggerMessage(1405, LogLevel.Warning, "A call to {What} failed; it is made again when something changes.")]
    private static partial void CallFailed(ILogger logger, string what, Exception cause);
}
