using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.OpenCl;

namespace MiningGrid.Cli.Bench;

/// <summary>Measures scanners on bare threads: each on one, the first of them on more and more.</summary>
internal static class BenchRun
{
    public static async Task<int> Start(BenchOptions options, CancellationToken stopping)
    {
        using var chosen = new BenchScanners(options.Scanner);
        var scanners = chosen.All;
        var most = options.Workers ?? Environment.ProcessorCount;
        foreach (var scanner in scanners)
        {
            NonceScanners.SelfTest(scanner);
            var device = scanner is OpenClScanner { Device: var opened } ? $" ({opened})" : "";
            await Console.Error.WriteLineAsync($"{scanner.Name}: self-test passed{device}");
        }

        var peaks = scanners.Where(scanner => scanner.InstructionsPerHash > 0).Select(scanner => scanner.Lanes).Distinct()
            .ToDictionary(lanes => lanes, VectorPeak.Measure);
        if (!options.Json)
            WriteMachine(peaks);

        var checksums = new HashSet<(bool RollsVersion, uint Checksum)>();
        foreach (var (scanner, workers, rollsVersion) in Runs(scanners, most))
        {
            var result = scanner is OpenClScanner device
                ? await DeviceBenchmark.Run(device, rollsVersion, options.Duration, stopping)
                : await new ScannerBenchmark(scanner, workers, TimeProvider.System, rollsVersion).RunAsync(options.Duration, stopping);
            checksums.Add((rollsVersion, result.Checksum));
            Write(result, peaks.TryGetValue(scanner.Lanes, out var peak) ? result.ShareOf(peak) : null, options.Json);
        }
        return checksums.Count == 2
            ? ExitCode.Done
            : throw CommandException.Failed("The checksums differ: a scanner misses solutions or makes them up. Do not mine with this machine.");
    }

    // Rolled versions are other work: their checksum is another one.
    private static IEnumerable<(NonceScanner Scanner, int Workers, bool RollsVersion)> Runs(IReadOnlyList<NonceScanner> scanners, int most)
    {
        foreach (var scanner in scanners)
        {
            yield return (scanner, 1, false);
            yield return (scanner, 1, true);
        }
        // One thread is enough for a device, however many the machine has.
        if (scanners[0] is OpenClScanner)
            yield break;
        for (var workers = 2; workers < most; workers *= 2)
            yield return (scanners[0], workers, false);
        if (most > 1)
        {
            yield return (scanners[0], most, false);
            yield return (scanners[0], most, true);
        }
    }

    private static void WriteMachine(Dictionary<int, double> peaks)
    {
        var clock = VectorPeak.MeasureClock();
        var vectors = string.Join(", ", peaks.Select(peak => string.Create(CultureInfo.InvariantCulture, $"{peak.Value / clock:0.00} instructions a cycle of {32 * peak.Key} bits")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clock {clock / 1e9:0.00} GHz{(vectors.Length > 0 ? $"; {vectors}" : "")}"));
        Console.WriteLine($"choice: {NonceScanners.Best.Name}; {NonceScanners.Choice.Reason}");
    }

    private static void Write(ScannerBenchmarkResult result, double? share, bool json)
    {
        var checksum = result.Checksum.ToString("x8", CultureInfo.InvariantCulture);
        if (json)
        {
            JsonLines.Write(
                new BenchEvent(result.Scanner, result.Workers, result.RollsVersion, Math.Round(result.MedianHashesPerSecond),
                    Math.Round(result.MegahashesPerSecond, 3), Math.Round(result.Spread, 4), share is { } known ? Math.Round(known, 4) : null,
                    result.Hashes, Math.Round(result.Elapsed.TotalSeconds, 3), checksum,
                    result.Scanner == NonceScanners.Best.Name ? NonceScanners.Choice.Reason : null),
                EventContext.Default.BenchEvent);
            return;
        }
        var threads = result.Workers == 1 ? "1 worker " : $"{result.Workers} workers";
        var ceiling = share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part,4:p0} of the ceiling") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Scanner,-10} {threads,-10} {(result.RollsVersion ? "versions" : "nonces"),-8} {Quantity.HashRate(result.MedianHashesPerSecond),10} ±{result.Spread / 2,-5:p0} {ceiling,-20} checksum {checksum}"));
    }
}
