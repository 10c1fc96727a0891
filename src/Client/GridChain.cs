using System.Runtime.CompilerServices;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Client;

/// <summary>A chain seen through its grain.</summary>
internal sealed class GridChain(GridClient client, string name) : IGridChain
{
    private const int PageSize = 500; // the most that the grain gives in one call

    private readonly IChainGrain _grain = client.Grains.GetGrain<IChainGrain>(name);

    public string Name => name;

    public IGridJob Job => client.Job($"chain:{name}");

    public Task<ChainStatus> GetStatus(CancellationToken cancellationToken = default) =>
        GridCall.Run(_grain.GetStatus, cancellationToken);

    public Task<ChainParameters> GetParameters(CancellationToken cancellationToken = default) =>
        GridCall.Run(_grain.GetParameters, cancellationToken);

    public async Task<Block?> GetBlock(long height, CancellationToken cancellationToken = default)
    {
        var record = await GridCall.Run(() => _grain.GetBlockAt(height), cancellationToken);
        return record is null ? null : Block.Parse(record.Block);
    }

    public async Task<StoredBlock?> FindBlock(Hash256 hash, CancellationToken cancellationToken = default)
    {
        var record = await GridCall.Run(() => _grain.FindBlock(hash), cancellationToken);
        return record is null ? null : new(record.Height, Block.Parse(record.Block));
    }

    public async IAsyncEnumerable<StoredBlock> GetBlocks(
        long from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var record in ReadRecords(from, cancellationToken))
            yield return new(record.Height, Block.Parse(record.Block));
    }

    public async IAsyncEnumerable<BlockAccepted> WatchBlocks(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var news = await ChainNews.Subscribe(client, _grain, cancellationToken);
        var next = from;
        while (true)
        {
            // The store first: what came before the subscription, and what was lost since.
            await foreach (var record in ReadRecords(next, cancellationToken))
            {
                yield return ChainNews.FromStore(name, record);
                next = record.Height + 1;
            }

            // Then the news, as long as it follows on without a gap.
            while (await news.Next(client.Options.PollEvery, cancellationToken) is { } block && block.Height <= next)
            {
                if (block.Height < next)
                    continue;
                yield return block;
                next++;
            }
        }
    }

    public async IAsyncEnumerable<ChainStatus> WatchStatus([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var news = await ChainNews.Subscribe(client, _grain, cancellationToken);
        ChainStatus? last = null;
        while (true)
        {
            var status = await GetStatus(cancellationToken);
            if (status != last)
                yield return last = status;
            await news.Change(client.Options.PollEvery, cancellationToken);
        }
    }

    public Task<TemplateMessage> GetTemplate(string rewardAddress, CancellationToken cancellationToken = default) =>
        GridCall.Run(() => _grain.GetTemplate(rewardAddress), cancellationToken);

    public Task<SubmitResult> Submit(Block block, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(block);
        return GridCall.Run(() => _grain.SubmitBlock(block.ToBytes()), cancellationToken);
    }

    public Task<ChainStatus> StartMining(MiningRequest request, CancellationToken cancellationToken = default) =>
        GridCall.Run(() => _grain.StartMining(request), cancellationToken);

    public Task<ChainStatus> StopMining(CancellationToken cancellationToken = default) =>
        GridCall.Run(_grain.StopMining, cancellationToken);

    private async IAsyncEnumerable<BlockRecord> ReadRecords(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = from;
            var page = await GridCall.Run(() => _grain.GetBlocks(next, PageSize), cancellationToken);
            if (page.IsEmpty)
                yield break;
            foreach (var record in page)
                yield return record;
            from = page[^1].Height + 1;
        }
    }
}
