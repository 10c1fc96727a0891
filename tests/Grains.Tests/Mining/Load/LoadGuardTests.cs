using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.GrainInterfaces.Mining;
using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Chain;

namespace MiningGrid.Grains.Tests.Mining.Load;

public sealed class LoadGuardTests : IDisposable
{
    private static readonly Slice Endless = new(new TextPuzzleSpec("endless", UInt256.Zero), 0, ulong.MaxValue, 1);

    private readonly FakeOtherWork _others = new();
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly WorkerPool _pool = Pool(0.5);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Workers_rest_while_other_work_is_above_the_limit_and_go_on_after_it()
    {
        using var guard = Guard(_others, 0.5);
        Pass(guard, seconds: 1, load: 0);
        Pass(guard, YieldRule.SecondsToYield, 0.6);
        Assert.True(_pool.IsResting);
        Pass(guard, YieldRule.SecondsToReturn - 1, 0.1);
        Assert.True(_pool.IsResting);
        Pass(guard, 1, 0.1);
        Assert.False(_pool.IsResting);
    }

    [Fact]
    public void Without_a_limit_they_never_rest()
    {
        using var guard = Guard(_others, limit: null);
        Pass(guard, 100, 1);
        Assert.False(_pool.IsResting);
    }

    [Fact]
    public void What_cannot_be_read_is_passed_over()
    {
        using var guard = Guard(_others, 0.5);
        Pass(guard, 2, 0.6);
        var used = _others.Used;
        _others.Used = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        guard.Look();
        _others.Used = used;
        _time.Advance(TimeSpan.FromSeconds(1));
        guard.Look();
        Assert.False(_pool.IsResting);
        Pass(guard, YieldRule.SecondsToYield, 0.6);
        Assert.True(_pool.IsResting);
    }

    [Fact]
    public async Task A_slice_at_hand_answers_when_the_rest_begins_and_one_that_waits_goes_on_after_it()
    {
        using var stop = new CancellationTokenSource();
        var running = _pool.Search(Endless, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => _pool.Busy == 1, TimeSpan.FromSeconds(30)), "waited for a worker to begin");
        var waiting = _pool.Search(Endless with { Count = 100_000 }, CancellationToken.None);
        Assert.True(_pool.Rest(true));
        Assert.False(_pool.Rest(true));
        Assert.True((await running).Scanned < ulong.MaxValue);
        Assert.False(waiting.IsCompleted);
        Assert.True(_pool.Rest(false));
        Assert.Equal(100_000ul, (await waiting).Scanned);
    }

    [Fact]
    public async Task A_slice_that_waits_for_the_end_of_the_rest_can_be_stopped()
    {
        _pool.Rest(true);
        using var stop = new CancellationTokenSource();
        var first = _pool.Search(Endless, stop.Token);
        var second = _pool.Search(Endless, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(0ul, (await first).Scanned);
        Assert.Equal(0ul, (await second).Scanned);
    }

    [Fact]
    public async Task A_pool_that_rests_can_be_closed()
    {
        _pool.Rest(true);
        var waiting = _pool.Search(Endless, CancellationToken.None);
        _pool.Dispose();
        Assert.Equal(0ul, (await waiting).Scanned);
    }

    [Fact]
    public async Task Programs_that_keep_the_machine_busy_make_room_for_themselves()
    {
        using var pool = Pool(0.3);
        using var guard = new LoadGuard(
            pool, new LinuxOtherWork(), Options(0.3), TimeProvider.System, NullLogger<LoadGuard>.Instance);
        using var busy = new BusyPrograms(Environment.ProcessorCount);
        await guard.StartAsync(CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => pool.IsResting, TimeSpan.FromMinutes(1)), "waited for mining to rest");
        await guard.StopAsync(CancellationToken.None);
    }

    private static WorkerPool Pool(double? limit) => new(Options(limit), TimeProvider.System, NullLogger<WorkerPool>.Instance);

    private static IOptions<MiningOptions> Options(double? limit) =>
        Microsoft.Extensions.Options.Options.Create(new MiningOptions { Workers = 1, MaxLoad = limit });

    private LoadGuard Guard(IOtherWork others, double? limit)
    {
        var guard = new LoadGuard(_pool, others, Options(limit), _time, NullLogger<LoadGuard>.Instance);
        guard.Look();
        return guard;
    }

    private void Pass(LoadGuard guard, int seconds, double load)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _others.Used += TimeSpan.FromSeconds(load * _others.Cores);
            guard.Look();
        }
    }
}
