using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;
using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Mining.Threads;

namespace MiningGrid.Grains.Tests.Mining;

public sealed class WorkerPoolTests
{
    private static readonly PuzzleSpec Endless = new TextPuzzleSpec("endless", UInt256.Zero);

    [Fact]
    public async Task It_finds_what_the_classic_loop_finds()
    {
        var spec = new TextPuzzleSpec("hello", Target.FromHexDigits(3));
        using var pool = Pool(workers: 2);
        var result = await pool.Search(new Slice(spec, 0, 20_000, 1_000), CancellationToken.None);
        Assert.Equal(20_000ul, result.Scanned);
        Assert.Equal(ClassicLoop.Find(spec, 20_000), result.Solutions);
    }

    [Fact]
    public async Task A_slice_that_finds_as_many_as_it_may_stops_there()
    {
        var spec = new TextPuzzleSpec("hello", Target.FromHexDigits(2));
        using var pool = Pool(workers: 1);
        var result = await pool.Search(new Slice(spec, 0, 20_000, 3), CancellationToken.None);
        Assert.Equal(ClassicLoop.Find(spec, 20_000).Take(3), result.Solutions);
        Assert.Equal(result.Solutions[^1] + 1, result.Scanned);
    }

    [Fact]
    public async Task Its_answers_come_from_a_thread_that_does_not_stand_back_as_its_workers_do()
    {
        using var pool = Pool(workers: 1);
        pool.Rest(true);
        var answerer = new AnsweringThread();
        var niceness = pool.Search(new Slice(Endless, 0, 1, 1), CancellationToken.None)
            .ContinueWith(_ => answerer.Niceness, CancellationToken.None, TaskContinuationOptions.None, answerer);
        pool.Rest(false);
        Assert.Equal(0, await niceness);
    }

    [Fact]
    public async Task A_cancelled_slice_tells_how_far_it_came()
    {
        using var pool = Pool(workers: 1);
        using var stop = new CancellationTokenSource();
        var running = pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1), stop.Token);
        var waiting = pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1), stop.Token);
        await stop.CancelAsync();
        Assert.True((await running).Scanned < ulong.MaxValue);
        Assert.Equal(0ul, (await waiting).Scanned);
    }

    [Fact]
    public async Task A_solution_that_ends_the_search_stops_the_other_slices_of_that_search_alone()
    {
        // One position in 2^30 solves it; this one does.
        var spec = new TextPuzzleSpec("first ends all", Target.FromZeroBits(30));
        UInt128 solution = 857_146_580;
        using var pool = Pool(workers: 3);
        using var stop = new CancellationTokenSource();
        var other = pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1, FirstEndsAll: true), stop.Token);
        var running = pool.Search(new Slice(spec, 1ul << 40, 1ul << 40, 1, FirstEndsAll: true), CancellationToken.None);
        var found = await pool.Search(new Slice(spec, solution, 1, 1, FirstEndsAll: true), CancellationToken.None);
        Assert.Equal(solution, Assert.Single(found.Solutions));
        Assert.Empty((await running).Solutions);
        Assert.False(other.IsCompleted);
        await stop.CancelAsync();
        await other;
    }

    [Fact]
    public async Task Closing_it_stops_every_slice()
    {
        var pool = Pool(workers: 2);
        var slices = Enumerable.Range(0, 5).Select(_ => pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1), CancellationToken.None)).ToList();
        pool.Dispose();
        Assert.All(await Task.WhenAll(slices), result => Assert.True(result.Scanned < ulong.MaxValue));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.Search(new Slice(Endless, 0, 1, 1), CancellationToken.None));
    }

    [Fact]
    public async Task More_slices_than_may_wait_are_refused()
    {
        using var pool = Pool(workers: 1, queueLimit: 2);
        using var stop = new CancellationTokenSource();
        var slices = new List<Task<SliceResult>>();
        var refused = await Assert.ThrowsAsync<MiningGridException>(async () =>
        {
            while (slices.Count < 10)
                slices.Add(pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1), stop.Token));
            await Task.WhenAll(slices);
        });
        Assert.Contains("Mining:QueueLimit", refused.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Task.WhenAll(slices);
    }

    [Fact]
    public async Task Slices_out_of_bounds_are_refused_with_what_is_allowed()
    {
        using var pool = Pool(workers: 1);
        foreach (var max in (int[])[0, WorkerPool.MaxSolutions + 1])
        {
            var refused = await Assert.ThrowsAsync<InvalidRequestException>(
                () => pool.Search(new Slice(Endless, 0, 1, max), CancellationToken.None));
            Assert.Contains("1 to 65536", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_worker_counts_what_it_hashes()
    {
        using var pool = Pool(workers: 2);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => pool.Search(new Slice(Endless, (uint)i * 1_000, 1_000, 1), CancellationToken.None)));

        // A slice answers before its worker counts it.
        Assert.True(SpinWait.SpinUntil(() => pool.Rates.Total >= 20_000, TimeSpan.FromSeconds(30)), "waited for 20 000 hashes to be counted");
        Assert.Equal(20_000, pool.Rates.Total);
        Assert.Equal(2, pool.WorkerRates.Length);
    }

    private static WorkerPool Pool(int workers, int queueLimit = 100) => new(
        Options.Create(new MiningOptions { Workers = workers, QueueLimit = queueLimit }), TimeProvider.System, NullLogger<WorkerPool>.Instance);
}
