using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Bench.Scanners;

/// <summary>
/// How fast is each scanner on one core, against the loop that anybody would write first, and against what the CPU can do at
/// most? All are measured in turn, round after round, in CPU time, so that what else the machine does meets all of them or
/// none; beside the medians stand the best tenths, which what shares a core with it disturbs less. Then all cores at once, by the
/// clock on the wall.
/// </summary>
internal static class ScannerRates
{
    private const int Rounds = 31;
    private const int Naive = 20_000;
    private const ulong VectorHashes = 300_000;
    private const ulong ScalarHashes = 30_000;
    private static readonly TimeSpan WallTime = TimeSpan.FromSeconds(1);

    private sealed record Row(string Name, string Baseline, double Units, Action Run, int Lanes = 0, double InstructionsPerHash = 0);

    public static async Task<int> RunAsync()
    {
        var rows = Rows().ToList();
        var lanes = rows.Select(row => row.Lanes).Where(width => width > 1).Distinct().ToList();
        var (rates, peaks, clock) = Measure(rows, lanes);

        Console.WriteLine($"clock {clock / 1e9:f2} GHz, measured with additions that wait for each other; medians of {Rounds} rounds of CPU time");
        foreach (var width in lanes)
            Console.WriteLine($"{peaks[width] / clock:f2} instructions a cycle on {width} words that don't wait for each other");
        Console.WriteLine($"{"",-24} {"MH/s",8} {"best",8} {"ratio",7}   of the ceiling: median, best");
        foreach (var row in rows)
        {
            var (median, best) = rates[row.Name];
            Console.WriteLine($"{row.Name,-24} {median / 1e6,8:f2} {best / 1e6,8:f2} {median / rates[row.Baseline].Median,7:f2}   {Ceiling(row, median, best, peaks)}");
        }
        await AllCores();
        return 0;
    }

    private static IEnumerable<Row> Rows()
    {
        yield return new("naive", "naive", Naive, () => NaiveLoops.Headers(Naive));
        foreach (var scanner in NonceScanners.Supported)
        {
            NonceScanners.SelfTest(scanner);
            var hashes = scanner.Lanes > 1 ? VectorHashes : ScalarHashes;
            yield return new(scanner.Name, "naive", hashes, () => Scan(scanner, hashes), scanner.Lanes, scanner.InstructionsPerHash);
            yield return new($"{scanner.Name}, versions", "naive", hashes, () => ScanVersions(scanner, hashes), scanner.Lanes, scanner.InstructionsPerRolledHash);
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

    private static (Dictionary<string, (double Median, double Best)> Rates, Dictionary<int, double> Peaks, double Clock) Measure(
        List<Row> rows, List<int> lanes)
    {
        var rates = rows.ToDictionary(row => row.Name, _ => new List<double>(), StringComparer.Ordinal);
        var peaks = lanes.ToDictionary(width => width, _ => new List<double>());
        var clocks = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            clocks.Add(VectorPeak.MeasureClock());
            foreach (var width in lanes)
                peaks[width].Add(VectorPeak.Measure(width));
            foreach (var row in rows)
            {
                var started = Process.GetCurrentProcess().TotalProcessorTime;
                row.Run();
                if (round > 0) // The first one compiles and warms up.
                    rates[row.Name].Add(row.Units / (Process.GetCurrentProcess().TotalProcessorTime - started).TotalSeconds);
            }
        }
        return (rates.ToDictionary(rate => rate.Key, rate => (Quantile(rate.Value, 0.5), Quantile(rate.Value, 0.9)), StringComparer.Ordinal),
            peaks.ToDictionary(peak => peak.Key, peak => Quantile(peak.Value, 0.5)), Quantile(clocks, 0.5));
    }

    private static string Ceiling(Row row, double median, double best, Dictionary<int, double> peaks)
    {
        if (row.InstructionsPerHash == 0)
            return "";
        var ceiling = peaks[row.Lanes] / row.InstructionsPerHash;
        return $"{median / ceiling:p1}, {best / ceiling:p1} of {ceiling / 1e6:f1} MH/s ({row.InstructionsPerHash:f1} instructions a hash)";
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

    private static void Scan(NonceScanner scanner, ulong hashes) =>
        scanner.Scan(new byte[NonceScanner.HeaderSize], Target.FromZeroBits(60), 0, hashes, new uint[1], new StopSignal());

    private static void ScanVersions(NonceScanner scanner, ulong hashes) =>
        scanner.ScanVersions(new byte[NonceScanner.HeaderSize], Target.FromZeroBits(60), 0, hashes, new ulong[1], new StopSignal());

    private static void ScanText(NonceScanner scanner, string data, ulong hashes) =>
        new TextPuzzle(data, Target.FromHexDigits(15), start: 1_000_000).Scan(scanner, 0, hashes, new UInt128[1], new StopSignal());

    private static double Quantile(List<double> values, double part) => values.Order().ElementAt((int)(part * (values.Count - 1)));
}
