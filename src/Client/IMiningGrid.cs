using System.Collections.Immutable;
using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Client;

/// <summary>
/// A mining grid: its chains, its puzzles, its nodes. Safe to use from many threads at once.
/// Every call throws <see cref="GridUnavailableException"/> when the grid gives no answer, and
/// <see cref="OperationCanceledException"/> as soon as its token is cancelled; a call that was cancelled may still
/// take effect in the grid.
/// </summary>
public interface IMiningGrid
{
    /// <summary>A chain by its name. Nothing is called: the chain need not exist yet.</summary>
    /// <param name="name">The chain's name.</param>
    /// <returns>A handle; cheap, may be kept.</returns>
    IGridChain Chain(string name);

    /// <summary>Makes a chain, or finds it made with the same parameters.</summary>
    /// <param name="parameters">Its parameters; they can't be changed later.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The chain.</returns>
    /// <exception cref="ChainExistsException">It exists with other parameters.</exception>
    Task<IGridChain> CreateChain(ChainParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Starts a search on all nodes. It goes on without this client, and across restarts of the grid.</summary>
    /// <param name="request">What to search and what ends it.</param>
    /// <param name="cancellationToken">Gives up waiting for the start.</param>
    /// <returns>The search under its new id.</returns>
    /// <exception cref="InvalidJobException">The request is out of bounds.</exception>
    Task<IGridJob> Submit(JobRequest request, CancellationToken cancellationToken = default);

    /// <summary>A search by its id. Nothing is called: the job need not exist.</summary>
    /// <param name="id">The job's id; <c>chain:NAME</c> for the current work of a chain.</param>
    /// <returns>A handle; cheap, may be kept.</returns>
    IGridJob Job(string id);

    /// <summary>The ids of all jobs: active ones, and the last 1 000 that ended.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Ids for <see cref="Job"/>.</returns>
    Task<ImmutableArray<string>> GetJobs(CancellationToken cancellationToken = default);

    /// <summary>All nodes known, gone ones too for a while.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Their states.</returns>
    Task<ImmutableArray<NodeStatus>> GetNodes(CancellationToken cancellationToken = default);
}
