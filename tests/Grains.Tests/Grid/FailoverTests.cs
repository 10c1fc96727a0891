using MiningGrid.Client;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;
using Orleans.Runtime;

namespace MiningGrid.Grains.Tests.Grid;

/// <summary>A grid of three silos that loses the one, or those, that matter most.</summary>
public sealed class FailoverTests
{
    private const int Count = 60_000_000; // seconds of work, so that the loss falls into it

    private static readonly TextPuzzleSpec Puzzle = new("failover", Target.FromHexDigits(5), Count: Count);

    [Theory]
    [InlineData("chain")]
    [InlineData("job")]
    [InlineData("dispatcher")]
    [InlineData("all")]
    public async Task Mining_goes_on_and_no_block_is_lost_repeated_or_forged(string lost)
    {
        await using var grid = await GridCluster.Run(silos: 3);
        using var ended = new CancellationTokenSource();
        var chain = await grid.Mine();
        var watched = new List<BlockAccepted>();
        var watching = Watch(chain, watched, ended.Token);
        await GridSilo.WaitFor("some blocks", () => chain.GetStatus(), status => status.Height >= 5);

        await grid.KillHostsOf(MostImportant(grid, lost, "chain:test"));
        var acknowledged = await GridSilo.WaitFor("an answer", () => chain.GetStatus(), _ => true);
        await GridSilo.WaitFor("more blocks", () => chain.GetStatus(), status => status.Height >= acknowledged.Height + 5);
        var end = await chain.StopMining();
        await GridSilo.WaitFor("the last block to be watched", () => Task.FromResult(watched.Count), count => count >= end.Height);
        await ended.CancelAsync();
        await watching;

        Assert.Equal(Enumerable.Range(1, (int)end.Height).Select(height => (long)height), watched.Select(block => block.Height));
        await AssertSound(chain, watched);
    }

    [Theory]
    [InlineData("job")]
    [InlineData("dispatcher")]
    [InlineData("all")]
    public async Task An_exhaustive_search_skips_nothing_and_tells_no_solution_twice(string lost)
    {
        await using var grid = await GridCluster.Run(silos: 3);
        var job = await grid.Client.Submit(new JobRequest(Puzzle, SearchMode.Exhaustive));
        var watched = new List<UInt128>();
        var watching = Watch(job, watched);
        await GridSilo.WaitFor("some progress", () => job.GetStatus(), status => status.Searched > Count / 10);

        await grid.KillHostsOf(MostImportant(grid, lost, job.Id));
        var end = await GridSilo.WaitFor("the search's end", () => job.GetStatus(), status => status.State != JobState.Running);
        await watching;
        Assert.Equal((JobState.Exhausted, (UInt128)Count), (end.State, end.Searched));
        Assert.Equal(ScanAll(Puzzle.ToPuzzle()), watched);
    }

    [Fact]
    public async Task Every_silo_does_its_share_and_so_does_one_that_joins()
    {
        await using var grid = await GridCluster.Run(silos: 3);
        await grid.Client.Submit(new JobRequest(new TextPuzzleSpec("shares", UInt256.Zero), SearchMode.Exhaustive));
        await GridSilo.WaitFor("three silos to hash", () => Task.FromResult(grid.Hashes), hashes => hashes.Count == 3 && hashes.All(count => count > 1_000_000));
        await grid.Join();
        await GridSilo.WaitFor("four silos to hash", () => Task.FromResult(grid.Hashes), hashes => hashes.Count == 4 && hashes.All(count => count > 1_000_000));
        await GridSilo.WaitFor("four nodes", grid.Dispatcher.GetNodes, nodes => nodes.Count(node => node.State == NodeState.Mining) == 4);
        await grid.StopOne();
        await GridSilo.WaitFor("one to be gone", grid.Dispatcher.GetNodes, nodes => nodes.Count(node => node.State == NodeState.Gone) == 1);
    }

    [Fact]
    public async Task The_leases_of_a_dead_silo_go_out_again_long_before_their_deadline()
    {
        await using var grid = await GridCluster.Run(silos: 3);
        var job = await grid.Client.Submit(new JobRequest(new TextPuzzleSpec("deadline", UInt256.Zero), SearchMode.Exhaustive));
        await GridSilo.WaitFor("three nodes to mine", grid.Dispatcher.GetNodes, nodes => nodes.Count(node => node.State == NodeState.Mining) == 3);
        var killed = TimeProvider.System.GetTimestamp();
        var dead = await grid.NodeOf(grid.Dispatcher);
        await grid.KillHostOf(grid.Dispatcher);
        await GridSilo.WaitFor("the node to be gone", () => grid.Client.GetNodes(), nodes => nodes.All(node => node.Registration.Id != dead || node.State == NodeState.Gone) && nodes.Count(node => node.State != NodeState.Gone) == 2);
        Assert.Equal(JobState.Running, (await job.GetStatus()).State);
        Assert.True(TimeProvider.System.GetElapsedTime(killed) < JobsOptions.DefaultTimeToLive, "not by the deadline of its leases");
    }

    private static IAddressable[] MostImportant(GridCluster grid, string which, string jobId)
    {
        IAddressable job = grid.Grains.GetGrain<IJobGrain>(jobId);
        return which switch
        {
            "chain" => [grid.Grains.GetGrain<IChainGrain>("test")],
            "job" => [job],
            "dispatcher" => [grid.Dispatcher],
            _ => [job, grid.Dispatcher],
        };
    }

    private static async Task Watch(IGridChain chain, List<BlockAccepted> watched, CancellationToken ended)
    {
        try
        {
            await foreach (var block in chain.WatchBlocks(1, ended))
                watched.Add(block);
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }

    private static async Task Watch(IGridJob job, List<UInt128> watched)
    {
        await foreach (var solution in job.WatchSolutions())
            watched.Add(solution.Position);
    }

    // By this thread alone, without leases. That scanners find what the classic loop does is for others to test.
    private static UInt128[] ScanAll(Puzzle puzzle)
    {
        var found = new UInt128[10_000];
        var scan = puzzle.Scan(NonceScanners.Best, 0, Count, found, new StopSignal());
        Assert.Equal((ulong)Count, scan.Scanned);
        return found[..scan.Found];
    }

    private static async Task AssertSound(IGridChain chain, List<BlockAccepted> watched)
    {
        var context = ChainContext.AtGenesis(await chain.GetParameters());
        await foreach (var (height, block) in chain.GetBlocks(1))
        {
            Assert.True(BlockValidator.Check(block, context, DateTimeOffset.MaxValue).IsNone, $"block {height} holds");
            Assert.Equal(watched[(int)height - 1].Hash, block.Hash);
            context = context.Append(block.Header);
        }
    }
}
