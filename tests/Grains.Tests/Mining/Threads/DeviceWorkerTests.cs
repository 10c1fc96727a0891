using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining;

/// <summary>Workers that hash with a device beside those of the CPU.</summary>
public sealed class DeviceWorkerTests
{
    private static readonly PuzzleSpec Endless = Header(UInt256.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LogLines<WorkerPool> _log = new();

    [Fact]
    public async Task A_device_is_a_worker_beside_those_of_the_cpu()
    {
        var device = new FakeDevice("fake:0");
        using var pool = Pool(workers: 1, device);
        var tested = device.Scans;
        using var stop = new CancellationTokenSource();
        var slices = Enumerable.Range(0, 2).Select(_ => pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1), stop.Token)).ToList();

        Assert.True(SpinWait.SpinUntil(() => device.Scans > tested && pool.Busy == 2, Patience), "waited for both workers to be busy");
        await stop.CancelAsync();
        Assert.Equal([0, 1], (await Task.WhenAll(slices)).Select(result => result.Worker).Order());
        Assert.Equal(2, pool.Workers);
        Assert.Equal($"{NonceScanners.Best.Name} + fake:0", pool.ScannerNames);
    }

    [Fact]
    public async Task A_device_alone_finds_what_there_is()
    {
        var spec = Header(Target.FromZeroBits(6));
        using var pool = Pool(workers: 0, new FakeDevice("fake:0"));

        var result = await pool.Search(new Slice(spec, 0, 2_000, 1_000), CancellationToken.None);

        var puzzle = spec.ToPuzzle();
        Assert.Equal(2_000ul, result.Scanned);
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => (UInt128)i).Where(position => puzzle.Check(position, out _)), result.Solutions);
        Assert.Equal((1, "fake:0"), (pool.Workers, pool.ScannerNames));
    }

    [Fact]
    public async Task A_device_that_fails_its_self_test_is_never_mined_with()
    {
        var device = new FakeDevice("fake:0") { IsBlind = true };
        using var pool = Pool(workers: 0, device);

        Assert.Equal(0, pool.Workers);
        Assert.Contains("'fake:0' failed its self-test and is refused", Assert.Single(_log.Of(1326)), StringComparison.Ordinal);
        var tested = device.Scans;
        await Assert.ThrowsAsync<MiningGridException>(() => pool.Search(new Slice(Endless, 0, 1, 1), CancellationToken.None));
        Assert.Equal(tested, device.Scans);
    }

    [Fact]
    public async Task A_device_that_fails_is_left_and_the_cpu_goes_on()
    {
        var device = new FakeDevice("fake:0");
        using var pool = Pool(workers: 1, device);
        device.IsBroken = true;

        // The device's slice fails, once; all others are searched.
        var failures = 0;
        for (var i = 0u; _log.Of(1327).Count == 0 || i < 50; i++)
        {
            var slices = Enumerable.Range(0, 2).Select(_ => pool.Search(new Slice(Header(UInt256.Zero), i * 100, 100, 1), CancellationToken.None)).ToList();
            foreach (var slice in slices)
            {
                try
                {
                    Assert.Equal(100ul, (await slice).Scanned);
                }
                catch (InvalidOperationException exception) when (exception.Message == "out of order")
                {
                    failures++;
                }
            }
            Assert.True(i < 100_000, "waited for the device to get a slice");
        }

        Assert.Equal(1, failures);
        var line = Assert.Single(_log.Of(1327));
        Assert.Contains("fake:0", line, StringComparison.Ordinal);
        Assert.Contains("out of order", line, StringComparison.Ordinal);
        Assert.False(pool.IsResting);
    }

    [Fact]
    public async Task When_the_last_device_fails_mining_rests_for_good_and_slices_still_answer()
    {
        var device = new FakeDevice("fake:0");
        using var pool = Pool(workers: 0, device);
        device.IsBroken = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.Search(new Slice(Endless, 0, 100, 1), CancellationToken.None));

        Assert.True(SpinWait.SpinUntil(() => pool.IsResting, Patience), "waited for mining to rest");
        Assert.False(pool.Rest(false));
        Assert.True(pool.IsResting);
        using var stop = new CancellationTokenSource();
        var waiting = pool.Search(new Slice(Endless, 0, 100, 1), stop.Token);
        await stop.CancelAsync();
        Assert.Equal(0ul, (await waiting).Scanned);
    }

    [Fact]
    public async Task A_worker_leaves_what_is_too_much_for_it()
    {
        using var pool = Pool(workers: 1);

        var first = await pool.Search(new Slice(Endless, 0, ulong.MaxValue, 1, Time: TimeSpan.FromMilliseconds(50)), CancellationToken.None);
        var second = await pool.Search(new Slice(Endless, 0, 3, 1, Time: TimeSpan.FromMilliseconds(50)), CancellationToken.None);

        Assert.InRange(first.Scanned, 1ul, ulong.MaxValue - 1);
        Assert.Equal(3ul, second.Scanned);
    }

    private static HeaderPuzzleSpec Header(UInt256 target) => new(new byte[80], new byte[60], 20, [], target);

    private WorkerPool Pool(int workers, FakeDevice? device = null) => new(
        Options.Create(new MiningOptions { Workers = workers }), TimeProvider.System, _log, device);
}
