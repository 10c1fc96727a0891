using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Client;

/// <summary>One search of the grid. Every call throws <see cref="JobNotFoundException"/> for an id that was never started.</summary>
public interface IGridJob
{
    /// <summary>The job's id.</summary>
    string Id { get; }

    /// <summary>How far the search is.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The status at the time of the call.</returns>
    Task<JobStatus> GetStatus(CancellationToken cancellationToken = default);

    /// <summary>The status now and at every news of it; the last one tells how the search ended.</summary>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>; the search goes on.</param>
    /// <returns>Statuses; a slow reader gets the latest, not each.</returns>
    IAsyncEnumerable<JobStatus> Watch(CancellationToken cancellationToken = default);

    /// <summary>
    /// Every solution once, in ascending order of position, each as soon as everything below it is searched; the
    /// stream ends with the search.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>; the search goes on.</param>
    /// <returns>Verified solutions.</returns>
    IAsyncEnumerable<Solution> WatchSolutions(CancellationToken cancellationToken = default);

    /// <summary>The solutions found so far, in ascending order of position, fetched page by page.</summary>
    /// <param name="cancellationToken">Ends the stream with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Verified solutions; of a search that runs, what is found between two pages may be missing.</returns>
    IAsyncEnumerable<Solution> GetSolutions(CancellationToken cancellationToken = default);

    /// <summary>Ends the search; what was found stays.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The last status.</returns>
    Task<JobStatus> Cancel(CancellationToken cancellationToken = default);
}
