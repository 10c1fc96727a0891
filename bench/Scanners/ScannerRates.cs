using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Bench.Scanners;

/// <summary>
/// How fast is each scanner, on one thread and on all cores, against the loop that anybody would write first? All are
/// measured in turn, round after round, so that what else the machine does meets all of them; medians are printed.
/// </summary>
internal static class ScannerRates
{
    private const int Rounds = 7;
    private const int NaiveHashes = 200_000;
    private const ulong TextHashes = 500_000;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(400);

    public static async Task<int> RunAsync()
    {
        var cores = Environment.ProcessorCount;
        var rows = new List<(string Name, string Baseline, Func<Task<double>> Measure)>
        {
            ("naive", "naive", () => Naive(HeaderLoop)),
        };
        foreach (var scanner in NonceScanners.Supported)
        {
            NonceScanners.SelfTest(scanner);
            rows.Add((scanner.Name, "naive", () => Scan(scanner, 1)));
            rows.Add(($"{scanner.Name} ×{cores}", scanner.Name, () => Scan(scanner, cores)));
        }
        rows.Add(("naive text", "naive text", () => Naive(TextLoop)));
        rows.Add(("text puzzle", "naive text", ScanText));

        var rates = rows.ToDictionary(row => row.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var row in rows)
            {
                var rate = await row.Measure();
                if (round > 0) // The first one compiles and warms up.
                    rates[row.Name].Add(rate);
            }
        }

        Console.WriteLine($"{"",-16} {"MH/s",8} {"spread",8}   ratio");
        foreach (var (name, baseline, _) in rows)
        {
            var (median, spread) = Summary(rates[name]);
            Console.WriteLine($"{name,-16} {median,8:f2} {spread,8:p0}   {median / Summary(rates[baseline]).Median:f2} of {baseline}");
        }
        return 0;
    }

    private static async Task<double> Scan(NonceScanner scanner, int workers) =>
        (await new ScannerBenchmark(scanner, workers, TimeProvider.System).RunAsync(Round)).MegahashesPerSecond;

    private static Task<double> ScanText()
    {
        var puzzle = new TextPuzzle("hello, world!", Target.FromHexDigits(12));
        return Timed(TextHashes, () => puzzle.Scan(NonceScanners.Best, 1_000_000, TextHashes, new UInt128[1], new StopSignal()));
    }

    private static Task<double> Naive(Action loop) => Timed(NaiveHashes, loop);

    private static void HeaderLoop()
    {
        Span<byte> header = stackalloc byte[NonceScanner.HeaderSize];
        Span<byte> digest = stackalloc byte[Hash256.Size];
        for (var nonce = 0; nonce < NaiveHashes; nonce++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header[76..], nonce);
            SHA256.HashData(header, digest);
            SHA256.HashData(digest, digest);
            if (digest[^8..].IndexOfAnyExcept((byte)0) < 0)
                Console.WriteLine($"The nonce {nonce} is a surprise.");
        }
    }

    private static void TextLoop()
    {
        for (var nonce = 1_000_000; nonce < 1_000_000 + NaiveHashes; nonce++)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("hello, world!" + nonce)));
            if (hash.StartsWith("000000000000", StringComparison.Ordinal))
                Console.WriteLine($"The nonce {nonce} is a surprise.");
        }
    }

    private static Task<double> Timed(ulong hashes, Action loop)
    {
        var started = TimeProvider.System.GetTimestamp();
        loop();
        return Task.FromResult(hashes / TimeProvider.System.GetElapsedTime(started).TotalSeconds / 1e6);
    }

    private static (double Median, double Spread) Summary(List<double> rates)
    {
        var sorted = rates.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        return (median, (sorted[^1] - sorted[0]) / median);
    }
}
