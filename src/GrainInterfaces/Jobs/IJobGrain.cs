using Orleans.Concurrency;

namespace MiningGrid.GrainInterfaces.Jobs;

/// <summary>
/// Owns one search: a puzzle, which ranges of it are leased, done, or due again.
/// The grain's key is the job's id: <c>chain:NAME</c> for the work of a chain, else an id of <see cref="Grid.IDispatcherGrain"/>.
/// </summary>
[Alias("MiningGrid.IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Starts a search that survives restarts. Starting the same again changes nothing.</summary>
    /// <exception cref="Errors.InvalidJobException">The request is out of bounds, or the id is taken by another search.</exception>
    [Alias("Start")]
    Task<JobStatus> Start(JobRequest request);

    /// <summary>New work of a chain, in place of the old; null when the chain is no longer mined.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:05"), Alias("Assign")]
    Task Assign(ChainWork? work);

    /// <summary>Asks for a range to search.</summary>
    [ResponseTimeout("00:00:05"), Alias("Lease")]
    Task<LeaseReply> Lease(LeaseRequest request);

    /// <summary>Tells what was searched and found in a lease; renews it while it is not final. The same again, after a lost answer, changes nothing.</summary>
    [ResponseTimeout("00:00:10"), Alias("Report")]
    Task<ReportReply> Report(LeaseReport report);

    /// <summary>A node is gone: its leases go out again at once. Called by the dispatcher.</summary>
    [ResponseTimeout("00:00:05"), Alias("NodeGone")]
    Task NodeGone(string nodeId);

    /// <summary>How far the search is.</summary>
    /// <exception cref="Errors.JobNotFoundException">No such job was started.</exception>
    [Alias("GetStatus")]
    Task<JobStatus> GetStatus();

    /// <summary>Verified solutions in ascending order of position, from the given index on.</summary>
    /// <param name="from">How many to skip.</param>
    /// <param name="count">At most this many, and at most 1 000 a call.</param>
    [Alias("GetSolutions")]
    Task<SolutionPage> GetSolutions(int from, int count);

    /// <summary>Ends the search; what was found stays.</summary>
    [Alias("Cancel")]
    Task<JobStatus> Cancel();

    /// <summary>Takes up again what was going on before a restart; called by the dispatcher.</summary>
    [ResponseTimeout("00:00:10"), Alias("Resume")]
    Task Resume();

    /// <summary>Adds or renews an observer; one that is not renewed within five minutes is forgotten.</summary>
    [Alias("Subscribe")]
    Task Subscribe(IJobObserver observer);

    /// <summary>Removes an observer.</summary>
    [Alias("Unsubscribe")]
    Task Unsubscribe(IJobObserver observer);
}
