using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Cli.Bench;

/// <summary>Measures scanners on bare threads.</summary>
internal static class BenchRun
{
    public static async Task<int> Start(BenchOptions options, CancellationToken stopping)
    {
        var scanners = Choose(options.Scanner);
        var workers = options.Workers ?? Environment.ProcessorCount;
        List<(NonceScanner Scanner, int Workers)> runs = [.. scanners.Select(scanner => (scanner, 1))];
        if (workers > 1)
            runs.Add((scanners[0], workers));

        foreach (var scanner in scanners)
        {
            NonceScanners.SelfTest(scanner);
            await Console.Error.WriteLineAsync($"{scanner.Name}: self-test passed");
        }

        var checksums = new HashSet<uint>();
        foreach (var (scanner, threads) in runs)
        {
            var result = await new ScannerBenchmark(scanner, threads, TimeProvider.System).RunAsync(options.Duration, stopping);
            checksums.Add(result.Checksum);
            Write(result, options.Json);
        }
        return checksums.Count == 1
            ? ExitCode.Done
            : throw CommandException.Failed("The checksums differ: a scanner misses solutions or makes them up. Do not mine with this machine.");
    }

    // The fastest first.
    private static IReadOnlyList<NonceScanner> Choose(string name)
    {
        switch (name)
        {
            case "auto":
                return [NonceScanners.Best];
            case "all":
                return NonceScanners.Supported;
            default:
                try
                {
                    return [NonceScanners.Get(name)];
                }
                catch (ArgumentException exception)
                {
                    throw CommandException.WrongUsage($"--scanner: {exception.Message}", exception);
                }
        }
    }

    private static void Write(ScannerBenchmarkResult result, bool json)
    {
        var checksum = result.Checksum.ToString("x8", CultureInfo.InvariantCulture);
        if (json)
        {
            JsonLines.Write(
                new BenchEvent(result.Scanner, result.Workers, Math.Round(result.MegahashesPerSecond, 3),
                    result.Hashes, Math.Round(result.Elapsed.TotalSeconds, 3), checksum),
                EventContext.Default.BenchEvent);
            return;
        }
        var threads = result.Workers == 1 ? "1 worker " : $"{result.Workers} workers";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Scanner,-10} {threads,-10} {result.MegahashesPerSecond,9:0.00} MH/s   checksum {checksum}"));
    }
}
