using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.OpenCl;

namespace MiningGrid.Cli.Bench;

/// <summary>
/// Measures a device. The checksum is that of the work that all scanners do; that work is too short for a graphics card, so the rate is
/// that of pieces of a tenth of a second and more, in which next to nothing is found, as in mining.
/// </summary>
internal static class DeviceBenchmark
{
    private const ulong FirstPiece = 1 << 18;
    private const ulong LongestPiece = 1UL << 32; // the nonces of a header

    private static readonly TimeSpan ShortestPiece = TimeSpan.FromMilliseconds(100);

    public static async Task<ScannerBenchmarkResult> Run(
        OpenClScanner scanner, bool rollsVersion, TimeSpan duration, CancellationToken stopping)
    {
        var checkedWork = await new ScannerBenchmark(scanner, workers: 1, TimeProvider.System, rollsVersion).RunAsync(TimeSpan.Zero, stopping);
        var stop = new StopSignal();
        using var registration = stopping.Register(stop.Set);
        var (hashes, elapsed, rates) = await Task.Factory.StartNew(
            () => Measure(scanner, rollsVersion, duration, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        stopping.ThrowIfCancellationRequested();

        rates.Sort();
        var median = rates[rates.Count / 2];
        return checkedWork with
        {
            Hashes = hashes,
            Elapsed = elapsed,
            HashesPerSecond = hashes / elapsed.TotalSeconds,
            MedianHashesPerSecond = median,
            Spread = (rates[rates.Count * 3 / 4] - rates[rates.Count / 4]) / median,
        };
    }

    private static (ulong Hashes, TimeSpan Elapsed, List<double> Rates) Measure(
        OpenClScanner scanner, bool rollsVersion, TimeSpan duration, StopSignal stop)
    {
        var (hashes, elapsed, rates) = (0UL, TimeSpan.Zero, new List<double>());
        var piece = FirstPiece;
        while ((elapsed < duration || rates.Count == 0) && !stop.IsSet)
        {
            var began = Stopwatch.GetTimestamp();
            Scan(scanner, rollsVersion, piece, stop);
            var took = Stopwatch.GetElapsedTime(began);
            if (took < ShortestPiece && piece < LongestPiece)
            {
                piece *= 2;
                continue;
            }
            hashes += piece;
            elapsed += took;
            rates.Add(piece / took.TotalSeconds);
        }
        return (hashes, elapsed, rates);
    }

    private static void Scan(OpenClScanner scanner, bool rollsVersion, ulong hashes, StopSignal stop)
    {
        Span<byte> header = stackalloc byte[NonceScanner.HeaderSize];
        if (rollsVersion)
            scanner.ScanVersions(header, UInt256.Zero, 0, hashes, new ulong[1], stop);
        else
            scanner.Scan(header, UInt256.Zero, 0, hashes, new uint[1], stop);
    }
}
