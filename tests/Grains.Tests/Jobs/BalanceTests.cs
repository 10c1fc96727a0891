using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Tests.Chain;
using MiningGrid.Grains.Tests.Grid;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>Nodes of different rates at one search, on a clock that is moved by hand.</summary>
public sealed class BalanceTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 1)]
    [InlineData(1, 4, 16)]
    public async Task Each_node_does_its_share_and_all_finish_together(params int[] rates)
    {
        const int unit = 2_000_000; // positions a second
        var time = new ManualTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var grid = await GridSilo.Run(workers: 0, time: time);
        var size = (ulong)(rates.Sum() * unit) * 60; // a minute's work for all together
        var request = new JobRequest(new TextPuzzleSpec("balance", UInt256.Zero, Count: size), SearchMode.Exhaustive);
        var job = grid.Job((await grid.Dispatcher.Submit(request)).Id);
        var nodes = rates.Select((rate, index) => new PacedNode($"node-{index}", job, rate * unit)).ToList();

        for (var now = TimeSpan.Zero; !nodes.TrueForAll(node => node.IsDone); now += Step)
        {
            Assert.True(now < TimeSpan.FromMinutes(3), "the search does not end");
            foreach (var node in nodes)
                await node.Work(now, Step);
            time.Advance(Step);
        }

        Assert.Equal(JobState.Exhausted, (await job.GetStatus()).State);
        foreach (var (node, rate) in nodes.Zip(rates))
        {
            var share = node.Searched / (double)size;
            var fair = rate / (double)rates.Sum();
            Assert.True(share > 0.85 * fair && share < 1.15 * fair, $"{node.Id} did {share:p1} of the search; {fair:p1} would be its share");
        }

        var apart = nodes.Max(node => node.LastWorked) - nodes.Min(node => node.LastWorked);
        Assert.True(apart < TimeSpan.FromSeconds(1), $"the first finished {apart} before the last");
    }
}
