using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class ScannerBenchmarkTests
{
    // Of the work every run does. It changes when that work does, and for no other reason.
    private const uint Checksum = 0x921f_052d;
    private const uint VersionsChecksum = 0xfcbb_1f65;

    public static TheoryData<string> Scanners => [.. NonceScanners.Supported.Select(scanner => scanner.Name)];

    [Theory]
    [MemberData(nameof(Scanners))]
    public async Task The_checksum_is_the_same_on_every_scanner(string name)
    {
        var result = await new ScannerBenchmark(NonceScanners.Get(name), 1, new SteppingTime()).RunAsync(TimeSpan.Zero);

        Assert.Equal(Checksum, result.Checksum);
    }

    [Theory]
    [MemberData(nameof(Scanners))]
    public async Task Rolled_versions_have_a_checksum_of_their_own_the_same_on_every_scanner(string name)
    {
        var result = await new ScannerBenchmark(NonceScanners.Get(name), 1, new SteppingTime(), rollsVersion: true).RunAsync(TimeSpan.Zero);

        Assert.Equal(VersionsChecksum, result.Checksum);
        Assert.True(result.RollsVersion);
    }

    [Fact]
    public async Task The_share_of_the_ceiling_is_instructions_over_what_all_threads_could_do()
    {
        var result = await new ScannerBenchmark(NonceScanners.Best, 2, new SteppingTime()).RunAsync(TimeSpan.FromSeconds(10));
        var known = result with { InstructionsPerHash = 100 };

        Assert.Equal(0.5, known.ShareOf(known.MedianHashesPerSecond * 100));
        Assert.Null((result with { InstructionsPerHash = 0 }).ShareOf(1e9));
    }

    [Fact]
    public async Task The_checksum_is_the_same_on_any_number_of_threads_and_for_any_time()
    {
        var benchmark = new ScannerBenchmark(NonceScanners.Best, 3, new SteppingTime());

        Assert.Equal(Checksum, (await benchmark.RunAsync(TimeSpan.FromSeconds(20))).Checksum);
    }

    [Fact]
    public async Task Measures_until_the_time_is_up()
    {
        // Every look at the clock is a second later than the one before.
        var result = await new ScannerBenchmark(NonceScanners.Best, 1, new SteppingTime()).RunAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(10), result.Elapsed);
        Assert.Equal(10UL << 18, result.Hashes);
        Assert.Equal(1 << 18, result.HashesPerSecond);
        Assert.Equal((1 << 18) / 1e6, result.MegahashesPerSecond);
        Assert.Equal(1 << 18, result.MedianHashesPerSecond);
        Assert.Equal(0, result.Spread);
    }

    [Fact]
    public async Task A_disturbance_changes_the_mean_and_not_the_median()
    {
        // One unit of twenty takes a hundred seconds more than the others.
        var result = await new ScannerBenchmark(NonceScanners.Best, 1, new SteppingTime(disturbedAt: 5))
            .RunAsync(TimeSpan.FromSeconds(120));

        Assert.Equal(1 << 18, result.MedianHashesPerSecond);
        Assert.Equal(0, result.Spread);
        Assert.InRange(result.HashesPerSecond, 1, (1 << 18) / 2);
    }

    [Fact]
    public async Task A_scanner_that_loses_hits_has_another_checksum()
    {
        var result = await new ScannerBenchmark(new FaultyScanner("finds nothing"), 1, new SteppingTime()).RunAsync(TimeSpan.Zero);

        Assert.NotEqual(Checksum, result.Checksum);
    }

    [Fact]
    public async Task Can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var run = new ScannerBenchmark(NonceScanners.Best, 2, TimeProvider.System).RunAsync(TimeSpan.FromDays(1), cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Refuses_a_number_of_threads_that_can_not_be(int workers) =>
        Assert.Contains($"{workers} workers", Assert.Throws<ArgumentOutOfRangeException>(
            () => new ScannerBenchmark(NonceScanners.Best, workers, TimeProvider.System)).Message, StringComparison.Ordinal);

    private sealed class SteppingTime(long disturbedAt = -1) : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            var now = Interlocked.Increment(ref _seconds);
            return now == disturbedAt ? Interlocked.Add(ref _seconds, 100) : now;
        }
    }
}
