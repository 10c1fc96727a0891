using System.Collections.Immutable;
using System.Security.Cryptography;
using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Client;

/// <summary>The grid seen through a grain factory.</summary>
internal sealed class GridClient(IGrainFactory grains, MiningGridClientOptions options, TimeProvider time) : IMiningGrid
{
    private const int JobIdBytes = 8;

    public IGrainFactory Grains => grains;

    public MiningGridClientOptions Options => options;

    public TimeProvider Time => time;

    public GridCalls Calls { get; } = new(options, time);

    private IDispatcherGrain Dispatcher => grains.GetGrain<IDispatcherGrain>(0);

    public IGridChain Chain(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new GridChain(this, name);
    }

    public async Task<IGridChain> CreateChain(ChainParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        await Calls.Run(() => grains.GetGrain<IChainGrain>(parameters.Name).Create(parameters), cancellationToken);
        return Chain(parameters.Name);
    }

    public async Task<IGridJob> Submit(JobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // The id is made here: the same search twice, when the first answer is lost, is one search.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(JobIdBytes));
        var status = await Calls.Run(() => Dispatcher.SubmitAs(id, request), cancellationToken);
        return Job(status.Id);
    }

    public IGridJob Job(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new GridJob(this, id);
    }

    public Task<ImmutableArray<string>> GetJobs(CancellationToken cancellationToken = default) =>
        Calls.Run(Dispatcher.GetJobs, cancellationToken);

    public Task<ImmutableArray<NodeStatus>> GetNodes(CancellationToken cancellationToken = default) =>
        Calls.Run(Dispatcher.GetNodes, cancellationToken);
}
