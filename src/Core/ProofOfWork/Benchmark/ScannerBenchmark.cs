namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Measures a scanner on bare threads, over a fixed list of work, for a given time. The first units of the list are
/// always done, and what they find is the checksum of the run.
/// </summary>
/// <param name="scanner">A scanner that this machine can run.</param>
/// <param name="workers">How many threads, at least one.</param>
/// <param name="time">What measures the time.</param>
/// <param name="rollsVersion">Whether the work is nonces with several versions each.</param>
public sealed class ScannerBenchmark(NonceScanner scanner, int workers, TimeProvider time, bool rollsVersion = false)
{
    private readonly int _workers = workers > 0
        ? workers
        : throw new ArgumentOutOfRangeException(nameof(workers), workers, $"{workers} workers can't run: at least 1 is allowed.");

    private ulong _nextUnit;
    private uint _checksum;

    /// <summary>Runs for a time. It takes a unit longer at most, and as long as the checksum needs at least.</summary>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellationToken">Ends the run within milliseconds.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<ScannerBenchmarkResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        (_nextUnit, _checksum) = (0, 0);
        var stop = new StopSignal();
        using var registration = cancellationToken.Register(stop.Set);
        var threads = Enumerable.Range(0, _workers).Select(_ => Task.Factory.StartNew(
            () => Work(duration, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var parts = await Task.WhenAll(threads);
        cancellationToken.ThrowIfCancellationRequested();

        var medians = parts.Select(part => Quantile(part.Units, 0.5)).ToList();
        var spreads = parts.Select(part => Quantile(part.Units, 0.75) - Quantile(part.Units, 0.25)).ToList();
        return new(scanner.Name, _workers,
            parts.Aggregate(0UL, (sum, part) => sum + part.Hashes),
            parts.Max(part => part.Elapsed),
            parts.Sum(part => part.Elapsed > TimeSpan.Zero ? part.Hashes / part.Elapsed.TotalSeconds : 0),
            _checksum)
        {
            RollsVersion = rollsVersion,
            InstructionsPerHash = rollsVersion ? scanner.InstructionsPerRolledHash : scanner.InstructionsPerHash,
            MedianHashesPerSecond = medians.Sum(),
            Spread = medians.Sum() > 0 ? spreads.Sum() / medians.Sum() : 0,
        };
    }

    private (ulong Hashes, TimeSpan Elapsed, List<double> Units) Work(TimeSpan duration, StopSignal stop)
    {
        // Compiled and up to speed before the time is measured.
        BenchmarkWork.Run(scanner, rollsVersion, unit: 0, stop);

        var units = new List<double>();
        ulong hashes = 0;
        var started = time.GetTimestamp();
        var elapsed = TimeSpan.Zero;
        while (!stop.IsSet)
        {
            var unit = Interlocked.Increment(ref _nextUnit) - 1;
            if (unit >= BenchmarkWork.ChecksumUnits && elapsed >= duration)
                break;
            var (checksum, done) = BenchmarkWork.Run(scanner, rollsVersion, unit, stop);
            if (!done)
                break;
            if (unit < BenchmarkWork.ChecksumUnits)
                Interlocked.Add(ref _checksum, checksum);
            hashes += BenchmarkWork.UnitHashes;
            var before = elapsed;
            elapsed = time.GetElapsedTime(started);
            if (elapsed > before)
                units.Add(BenchmarkWork.UnitHashes / (elapsed - before).TotalSeconds);
        }
        units.Sort();
        return (hashes, elapsed, units);
    }

    private static double Quantile(List<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[(int)(part * (sorted.Count - 1))];
}
