using MiningGrid.Client;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Silo.Hosting;
using MiningGrid.Silo.Tests.Puzzles;

namespace MiningGrid.Silo.Tests.Client;

public sealed class GridClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Watched_blocks_come_once_each_and_in_order_though_news_is_lost(bool isLossy)
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);
        var client = isLossy
            ? new GridClient(new LossyGrains(grid.Grains), new() { PollEvery = TimeSpan.FromMilliseconds(20) }, TimeProvider.System)
            : grid.Client;
        var maker = await grid.Client.CreateChain(DefaultChain.Fixed("watched", Target.FromZeroBits(8)), late.Token);
        await maker.StartMining(new MiningRequest(SomeAddress(), StopAtHeight: 40), late.Token);

        var heights = new List<long>();
        await foreach (var block in client.Chain("watched").WatchBlocks(5, late.Token))
        {
            Assert.Equal(block.Hash, BlockHeader.Parse(block.Header).Hash);
            heights.Add(block.Height);
            if (block.Height == 40)
                break;
        }

        Assert.Equal(Enumerable.Range(5, 36).Select(height => (long)height), heights);
    }

    [Fact]
    public async Task A_chain_can_be_read_by_height_by_hash_and_as_a_stream()
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);
        var chain = await grid.Client.CreateChain(DefaultChain.Fixed("read", Target.FromZeroBits(4)), late.Token);
        await MineTo(chain, 12, late.Token);

        var blocks = await ToList(chain.GetBlocks(0, late.Token));
        var found = await chain.FindBlock(blocks[7].Block.Hash, late.Token);
        var status = await chain.GetStatus(late.Token);

        Assert.Equal(Enumerable.Range(0, 13).Select(height => (long)height), blocks.Select(block => block.Height));
        Assert.Equal(7, found!.Height);
        Assert.Equal(blocks[12].Block.Hash, (await chain.GetBlock(12, late.Token))!.Hash);
        Assert.Equal(blocks[12].Block.Hash, status.Tip);
        Assert.False(status.Mining);
        Assert.Null(await chain.GetBlock(13, late.Token));
        Assert.Null(await chain.FindBlock(Hash256.Zero, late.Token));
    }

    [Fact]
    public async Task A_miner_outside_solves_a_template_and_hands_in_the_block()
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);
        var chain = await grid.Client.CreateChain(DefaultChain.Fixed("outside", Target.FromZeroBits(6)), late.Token);

        var template = await chain.GetTemplate(SomeAddress(), late.Token);
        var block = Solve(template);
        var accepted = await chain.Submit(block, late.Token);
        var repeated = await chain.Submit(block, late.Token);

        Assert.True(accepted.IsAccepted, $"{accepted.Reject}: {accepted.Detail}");
        Assert.Equal(1, accepted.Height);
        Assert.False(repeated.IsAccepted);
        Assert.Equal(block.Hash, (await chain.GetStatus(late.Token)).Tip);
    }

    [Fact]
    public async Task A_chains_status_is_watched_from_start_to_stop()
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);
        var chain = await grid.Client.CreateChain(DefaultChain.Fixed("status", Target.FromZeroBits(250)), late.Token);

        var isMining = new List<bool>();
        await foreach (var status in chain.WatchStatus(late.Token))
        {
            isMining.Add(status.Mining);
            if (isMining.Count == 3)
                break;
            if (status.Mining)
                await chain.StopMining(late.Token);
            else
                await chain.StartMining(new MiningRequest(SomeAddress()), late.Token);
        }

        Assert.Equal([false, true, false], isMining);
    }

    [Fact]
    public async Task A_puzzle_is_watched_to_its_end_and_its_solutions_come_in_order()
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);
        const ulong count = 100_000;
        var request = new JobRequest(new TextPuzzleSpec("client", Target.FromHexDigits(2), Count: count), SearchMode.Exhaustive);

        var job = await grid.Client.Submit(request, late.Token);
        var watched = await ToList(job.WatchSolutions(late.Token));
        var statuses = await ToList(job.Watch(late.Token));
        var listed = await ToList(job.GetSolutions(late.Token));

        var expected = ClassicLoop.Solutions("client", 2).TakeWhile(solution => solution.Nonce < count).ToArray();
        Assert.Equal(expected, watched.Select(solution => (solution.Nonce, solution.HashText)));
        Assert.Equal(watched, listed);
        Assert.Equal(JobState.Exhausted, statuses[^1].State);
        Assert.Equal((UInt128)count, statuses[^1].Searched);
        Assert.Contains(job.Id, await grid.Client.GetJobs(late.Token));
    }

    [Fact]
    public async Task A_cancelled_puzzle_ends()
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);
        var job = await grid.Client.Submit(
            new JobRequest(new TextPuzzleSpec("never", UInt256.Zero), SearchMode.FirstSolution), late.Token);

        await job.Cancel(late.Token);

        Assert.Equal(JobState.Cancelled, (await ToList(job.Watch(late.Token)))[^1].State);
    }

    [Fact]
    public async Task The_node_of_this_silo_is_known()
    {
        await using var grid = await RunningGrid.Start();
        using var late = new CancellationTokenSource(Patience);

        var nodes = await grid.Client.GetNodes(late.Token);
        while (nodes.IsEmpty) // a silo is up before its node has registered
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), late.Token);
            nodes = await grid.Client.GetNodes(late.Token);
        }

        var node = Assert.Single(nodes);
        Assert.Equal(1, node.Registration.Workers);
        Assert.Contains(NonceScanners.Supported, scanner => scanner.Name == node.Registration.Scanner);
    }

    [Fact]
    public async Task What_is_not_there_or_not_allowed_is_told_by_its_own_exception()
    {
        await using var grid = await RunningGrid.Start();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await grid.Client.CreateChain(DefaultChain.Fixed("there", Target.FromZeroBits(4)));

        await Assert.ThrowsAsync<ChainNotFoundException>(() => grid.Client.Chain("nowhere").GetStatus());
        await Assert.ThrowsAsync<JobNotFoundException>(() => grid.Client.Job("nothing").GetStatus());
        await Assert.ThrowsAsync<ChainExistsException>(() => grid.Client.CreateChain(DefaultChain.Fixed("there", Target.FromZeroBits(5))));
        await Assert.ThrowsAsync<InvalidJobException>(() => grid.Client.Submit(
            new JobRequest(new TextPuzzleSpec("many", UInt256.MaxValue), SearchMode.Exhaustive, MaxSolutions: 0)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grid.Client.Chain("there").GetStatus(cancelled.Token));
    }

    private static string SomeAddress()
    {
        using var key = SigningKey.Generate();
        return key.Address.ToString();
    }

    private static async Task MineTo(IGridChain chain, long height, CancellationToken cancellationToken)
    {
        await chain.StartMining(new MiningRequest(SomeAddress(), StopAtHeight: height), cancellationToken);
        await foreach (var block in chain.WatchBlocks(height, cancellationToken))
        {
            if (block.Height == height)
                return;
        }
    }

    private static Block Solve(TemplateMessage template)
    {
        var puzzle = (HeaderPuzzle)template.Work.ToPuzzle();
        UInt128 position = 0;
        while (!puzzle.Check(position, out _))
            position++;
        var transactions = template.Transactions.Select(bytes => Transaction.Parse(bytes));
        return new Block(BlockHeader.Parse(puzzle.HeaderAt(position)), [Transaction.Parse(puzzle.CoinbaseAt(position)), .. transactions]);
    }

    private static async Task<List<T>> ToList<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
