using System.Collections.Immutable;
using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Client;

/// <summary>The grid seen through a grain factory.</summary>
internal sealed class GridClient(IGrainFactory grains, MiningGridClientOptions options, TimeProvider time) : IMiningGrid
{
    public IGrainFactory Grains => grains;

    public MiningGridClientOptions Options => options;

    public TimeProvider Time => time;

    private IDispatcherGrain Dispatcher => grains.GetGrain<IDispatcherGrain>(0);

    public IGridChain Chain(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new GridChain(this, name);
    }

    public async Task<IGridChain> CreateChain(ChainParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        await GridCall.Run(() => grains.GetGrain<IChainGrain>(parameters.Name).Create(parameters), cancellationToken);
        return Chain(parameters.Name);
    }

    public async Task<IGridJob> Submit(JobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var status = await GridCall.Run(() => Dispatcher.Submit(request), cancellationToken);
        return Job(status.Id);
    }

    public IGridJob Job(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new GridJob(this, id);
    }

    public Task<ImmutableArray<string>> GetJobs(CancellationToken cancellationToken = default) =>
        GridCall.Run(Dispatcher.GetJobs, cancellationToken);

    public Task<ImmutableArray<NodeStatus>> GetNodes(CancellationToken cancellationToken = default) =>
        GridCall.Run(Dispatcher.GetNodes, cancellationToken);
}
