using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.OpenCl;

namespace MiningGrid.Bench.Scanners;

/// <summary>
/// How soon after a stop does each scanner end its scan, and what does it cost to count what is done every two milliseconds? The
/// first in time on the wall: on a busy machine a thread that waits for a core is late whatever it runs.
/// </summary>
internal static class ScannerStops
{
    private const int Rounds = 300;
    private const int WarmUpRounds = 20; // a device finds the size of its batches in its first scans
    private const int CostRounds = 61;
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(5); // a device has two batches by then
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(2);

    public static async Task<int> RunAsync()
    {
        foreach (var scanner in NonceScanners.Supported)
            await MeasureStops(scanner);
        await MeasureDevices();
        Cost(NonceScanners.Best);
        return 0;
    }

    // Every OpenCL device, the CPU too where a driver offers it as one.
    private static async Task MeasureDevices()
    {
        var devices = OpenClDevices.Find();
        foreach (var problem in devices.Problems)
            Console.WriteLine($"OpenCL: {problem}");
        foreach (var device in devices.All)
        {
            try
            {
                using var scanner = new OpenClScanner(device);
                Console.WriteLine(device);
                NonceScanners.SelfTest(scanner);
                await MeasureStops(scanner);
            }
            catch (Exception exception) when (exception is OpenClException or ScannerSelfTestException)
            {
                Console.WriteLine($"{device}: {exception.Message}");
            }
        }
    }

    private static async Task MeasureStops(NonceScanner scanner)
    {
        foreach (var rollsVersion in new[] { false, true })
        {
            for (var round = 0; round < WarmUpRounds; round++)
                await Stop(scanner, rollsVersion);
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++)
                times.Add(await Stop(scanner, rollsVersion));
            times.Sort();
            Console.WriteLine($"{scanner.Name,-10} {(rollsVersion ? "versions" : "nonces"),-8} stop to end of scan: p50 {times[Rounds / 2] * 1e3,7:f1} µs   p90 {times[Rounds * 9 / 10] * 1e3,7:f1} µs   p99 {times[Rounds * 99 / 100] * 1e3,7:f1} µs   max {times[^1] * 1e3,7:f1} µs");
        }
    }

    private static async Task<double> Stop(NonceScanner scanner, bool rollsVersion)
    {
        var stop = new StopSignal();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long ended = 0;
        var scan = Task.Factory.StartNew(() =>
        {
            started.SetResult();
            if (rollsVersion)
                scanner.ScanVersions(new byte[NonceScanner.HeaderSize], UInt256.Zero, 0, ulong.MaxValue, new ulong[1], stop);
            else
                scanner.Scan(new byte[NonceScanner.HeaderSize], UInt256.Zero, 0, ulong.MaxValue, new uint[1], stop);
            ended = Stopwatch.GetTimestamp();
        }, TaskCreationOptions.LongRunning);
        await started.Task;
        await Task.Delay(UnderWay);
        var at = Stopwatch.GetTimestamp();
        stop.Set();
        await scan;
        return Stopwatch.GetElapsedTime(at, ended).TotalMilliseconds;
    }

    // One scan against scans of two milliseconds with a shared count after each, by turns, in CPU time.
    private static void Cost(NonceScanner scanner)
    {
        const ulong hashes = 2_000_000;
        var stop = new StopSignal();
        var (header, hits) = (new byte[NonceScanner.HeaderSize], new uint[1]);
        long count = 0;
        var slice = (ulong)(Slice.TotalSeconds * Measure(() => scanner.Scan(header, UInt256.Zero, 0, hashes, hits, stop), hashes));
        var ratios = new List<double>();
        for (var round = 0; round < CostRounds; round++)
        {
            var whole = Measure(() => scanner.Scan(header, UInt256.Zero, 0, hashes, hits, stop), hashes);
            var sliced = Measure(() =>
            {
                for (ulong done = 0; done < hashes; done += slice)
                    Interlocked.Add(ref count, (long)scanner.Scan(header, UInt256.Zero, (uint)done, Math.Min(slice, hashes - done), hits, stop).Scanned);
            }, hashes);
            ratios.Add(1 - (sliced / whole));
        }
        ratios.Sort();
        Console.WriteLine($"{scanner.Name}: a count every {Slice.TotalMilliseconds:f0} ms, {slice} nonces, costs {ratios[CostRounds / 2]:p2} (middle half of {CostRounds} rounds: {ratios[CostRounds / 4]:p2} to {ratios[CostRounds * 3 / 4]:p2})");
    }

    private static double Measure(Action work, ulong hashes)
    {
        var started = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        return hashes / (Process.GetCurrentProcess().TotalProcessorTime - started).TotalSeconds;
    }
}
