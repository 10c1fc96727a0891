using System.Collections.Immutable;
using MiningGrid.GrainInterfaces.Jobs;
using Orleans.Concurrency;

namespace MiningGrid.GrainInterfaces.Grid;

/// <summary>
/// Knows the grid's nodes and its active work, and tells the nodes when that changes. There is one, of key 0.
/// It calls jobs and chains without waiting for them, so that they may wait for it.
/// </summary>
[Alias("MiningGrid.IDispatcherGrain")]
public interface IDispatcherGrain : IGrainWithIntegerKey
{
    /// <summary>A node joins, or comes back.</summary>
    [ResponseTimeout("00:00:05"), Alias("Register")]
    Task<WorkList> Register(NodeRegistration node, INodeObserver observer);

    /// <summary>A node's sign of life. Null when the dispatcher does not know the node: register again.</summary>
    [ResponseTimeout("00:00:05"), Alias("Heartbeat")]
    Task<WorkList?> Heartbeat(NodeHeartbeat heartbeat);

    /// <summary>A node leaves; its leases are free.</summary>
    [Alias("Leave")]
    Task Leave(string nodeId);

    /// <summary>A node's silo is dead: its leases are free, and what lived there is woken elsewhere. Called by every silo that learns of it.</summary>
    [ResponseTimeout("00:00:05"), Alias("NodeDied")]
    Task NodeDied(string nodeId);

    /// <summary>Starts a search under a new id and remembers it across restarts.</summary>
    [Alias("Submit")]
    Task<JobStatus> Submit(JobRequest request);

    /// <summary>Starts a search under an id that the caller made up. The same again, after a lost answer, changes nothing.</summary>
    /// <param name="id">Up to 64 of a-z, 0-9 and -; hard to guess, so that nobody else's is hit.</param>
    /// <param name="request">The search.</param>
    [Alias("SubmitAs")]
    Task<JobStatus> SubmitAs(string id, JobRequest request);

    /// <summary>Work began that must be woken after a restart; acknowledged when stored. Called by jobs and chains.</summary>
    /// <param name="workId">A job's id, <c>chain:NAME</c> for a chain.</param>
    [ResponseTimeout("00:00:10"), Alias("WorkBegan")]
    Task WorkBegan(string workId);

    /// <summary>A job has new work, or ended. Called by jobs.</summary>
    [OneWay, AlwaysInterleave, Alias("WorkChanged")]
    Task WorkChanged(WorkItem item);

    /// <summary>A node claimed a solution that is none. Called by jobs.</summary>
    [OneWay, AlwaysInterleave, Alias("FalseSolution")]
    Task FalseSolution(string nodeId, string jobId);

    /// <summary>All nodes known, gone ones too for a while.</summary>
    [Alias("GetNodes")]
    Task<ImmutableArray<NodeStatus>> GetNodes();

    /// <summary>The ids of all jobs: active, and the last 1 000 that ended.</summary>
    [Alias("GetJobs")]
    Task<ImmutableArray<string>> GetJobs();
}
