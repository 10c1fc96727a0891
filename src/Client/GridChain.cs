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
        client.Calls.Run(_grain.GetStatus, cancellationToken);

    public Task<ChainParameters> GetParameters(CancellationToken cancellationToken = default) =>
        client.Calls.Run(_grain.GetParameters, cancellationToken);

    public async Task<Block?> GetBlock(long height, CancellationToken cancellationToken = default)
    {
        var record = await client.Calls.Run(() => _grain.GetBlockAt(height), cancellationToken);
        return record is null ? null : Block.Parse(record.Block);
    }

    public async Task<StoredBlock?> FindBlock(Hash256 hash, CancellationToken cancellationToken = default)
    {
        var record = await client.Calls.Run(() => _grain.FindBlock(hash), cancellationToken);
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
        for (var isFirst = true; ; isFirst = false)
        {
            // The store first: what came before the subscription, and what was lost since.
            var last = next;
            await foreach (var record in ReadRecords(next, cancellationToken))
            {
                yield return ChainNews.FromStore(name, record);
                next = record.Height + 1;
            }

            // Not heard of: the chain may have been activated anew, and know nobody.
            if (next > last && !isFirst)
                news.Renew();

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
        var isTold = true;
        while (true)
        {
            var status = await client.Calls.Watch(_grain.GetStatus, cancellationToken);
            if (status != last)
            {
                // Not heard of: the chain may have been activated anew, and know nobody.
                if (!isTold)
                    news.Renew();
                yield return last = status;
            }

            isTold = await news.Change(client.Options.PollEvery, cancellationToken) is not null;
        }
    }

    public Task<TemplateMessage> GetTemplate(string rewardAddress, CancellationToken cancellationToken = default) =>
        client.Calls.Run(() => _grain.GetTemplate(rewardAddress), cancellationToken);

    public Task<SubmitResult> Submit(Block block, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(block);
        return client.Calls.Run(
            async tries =>
            {
                var result = await _grain.SubmitBlock(block.ToBytes());
                // The try before this one stored it; its answer was lost.
                return tries > 1 && result.Reject == RejectWords.Duplicate && await _grain.FindBlock(block.Hash) is { } stored
                    ? new SubmitResult(null, null, stored.Height, block.Hash)
                    : result;
            },
            cancellationToken);
    }

    public Task<ChainStatus> StartMining(MiningRequest request, CancellationToken cancellationToken = default) =>
        client.Calls.Run(() => _grain.StartMining(request), cancellationToken);

    public Task<ChainStatus> StopMining(CancellationToken cancellationToken = default) =>
        client.Calls.Run(_grain.StopMining, cancellationToken);

    private async IAsyncEnumerable<BlockRecord> ReadRecords(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = from;
            var page = await client.Calls.Watch(() => _grain.GetBlocks(next, PageSize), cancellationToken);
            if (page.IsEmpty)
                yield break;
            foreach (var record in page)
                yield return record;
            from = page[^1].Height + 1;
        }
    }
}
