using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Bench.Scanners;

/// <summary>
/// How fast is each scanner on one core, against the loop that anybody would write first, and against what the CPU can do at
/// most? All are measured in turn, round after round, in CPU time, so that what else the machine does meets all of them or
/// none. Then all cores at once, by the clock on the wall.
/// </summary>
internal static class ScannerRates
{
    private const int Rounds = 9;
    private const int Naive = 100_000;
    private const int Turns = 2_000_000;
    private const ulong VectorHashes = 1_000_000;
    private const ulong ScalarHashes = 100_000;
    private static readonly TimeSpan WallTime = TimeSpan.FromSeconds(1);

    private sealed record Row(string Name, string Baseline, double Units, Action Run, NonceScanner? Scanner = null);

    public static async Task<int> RunAsync()
    {
        var rows = Rows().ToList();
        var rates = Measure(rows);

        var clock = rates["clock"].Median;
        Console.WriteLine($"clock {clock / 1e9:f2} GHz, measured with additions that wait for each other; medians of {Rounds} rounds of CPU time");
        Console.WriteLine($"{"",-24} {"MH/s",8} {"spread",7} {"ratio",7}   {"an instruction count's ceiling",0}");
        foreach (var row in rows.Where(row => row.Baseline.Length > 0))
        {
            var (median, spread) = rates[row.Name];
            var ceiling = row.Scanner is { InstructionsPerHash: > 0 } scanner ? Ceiling(scanner, median, clock, rates) : "";
            Console.WriteLine($"{row.Name,-24} {median / 1e6,8:f2} {spread,7:p0} {median / rates[row.Baseline].Median,7:f2}   {ceiling}");
        }
        await AllCores();
        return 0;
    }

    private static IEnumerable<Row> Rows()
    {
        yield return new("clock", "", (double)Peak.PerTurn * Turns, () => Peak.Cycles(Turns));
        foreach (var lanes in NonceScanners.Supported.Select(scanner => scanner.Lanes).Where(lanes => lanes > 1))
            yield return new(PeakName(lanes), "", (double)Peak.PerTurn * Turns, () => Peak.Loop(lanes)(Turns));

        yield return new("naive", "naive", Naive, () => NaiveLoops.Headers(Naive));
        foreach (var scanner in NonceScanners.Supported)
        {
            NonceScanners.SelfTest(scanner);
            var hashes = scanner.Lanes > 1 ? VectorHashes : ScalarHashes;
            yield return new(scanner.Name, "naive", hashes, () => Scan(scanner, hashes), scanner);
        }
        foreach (var data in new[] { "hello, world!", new string('x', 123) })
        {
            var naive = $"naive text, {data.Length} bytes";
            yield return new(naive, naive, Naive, () => NaiveLoops.Texts(data, Naive));
            foreach (var scanner in NonceScanners.Supported)
            {
                var hashes = scanner.Lanes > 1 ? VectorHashes : ScalarHashes;
                yield return new($"  {scanner.Name}, {data.Length} bytes", naive, hashes, () => ScanText(scanner, data, hashes));
            }
        }
    }

    private static Dictionary<string, (double Median, double Spread)> Measure(List<Row> rows)
    {
        var rates = rows.ToDictionary(row => row.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var row in rows)
            {
                var started = Process.GetCurrentProcess().TotalProcessorTime;
                row.Run();
                if (round > 0) // The first one compiles and warms up.
                    rates[row.Name].Add(row.Units / (Process.GetCurrentProcess().TotalProcessorTime - started).TotalSeconds);
            }
        }
        return rates.ToDictionary(rate => rate.Key, rate => Summary(rate.Value), StringComparer.Ordinal);
    }

    private static string Ceiling(
        NonceScanner scanner, double rate, double clock, Dictionary<string, (double Median, double Spread)> rates)
    {
        var peak = rates[PeakName(scanner.Lanes)].Median;
        var instructions = rate * scanner.InstructionsPerHash;
        return $"{instructions / peak:p0} of {peak / scanner.InstructionsPerHash / 1e6:f1} MH/s; "
            + $"{scanner.InstructionsPerHash:f1} instructions a hash, {instructions / clock:f2} a cycle of {peak / clock:f2}";
    }

    private static async Task AllCores()
    {
        var cores = Environment.ProcessorCount;
        var one = await Wall(1);
        var all = await Wall(cores);
        Console.WriteLine($"{NonceScanners.Best.Name} by the wall clock: {one:f2} MH/s on one core, {all:f2} on {cores}, {all / one / cores:p0} of linear");
    }

    private static async Task<double> Wall(int workers) =>
        (await new ScannerBenchmark(NonceScanners.Best, workers, TimeProvider.System).RunAsync(WallTime)).MegahashesPerSecond;

    private static string PeakName(int lanes) => $"peak of {lanes} lanes";

    private static void Scan(NonceScanner scanner, ulong hashes) =>
        scanner.Scan(new byte[NonceScanner.HeaderSize], Target.FromZeroBits(60), 0, hashes, new uint[1], new StopSignal());

    private static void ScanText(NonceScanner scanner, string data, ulong hashes) =>
        new TextPuzzle(data, Target.FromHexDigits(15), start: 1_000_000).Scan(scanner, 0, hashes, new UInt128[1], new StopSignal());

    private static (double Median, double Spread) Summary(List<double> rates)
    {
        var sorted = rates.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        return (median, (sorted[^1] - sorted[0]) / median);
    }
}
