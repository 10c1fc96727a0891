using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Bench.Mining;

/// <summary>Threads that do nothing but scan, and stand back behind others as a silo's workers do.</summary>
internal static class BareThreads
{
    /// <summary>Hashes a second of all of them together.</summary>
    public static async Task<double> Rate(NonceScanner scanner, int count, TimeSpan time)
    {
        var stop = new StopSignal();
        var counts = new ulong[count];
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() => counts[index] = Hash(scanner, index, stop))).ToList();
        var started = Stopwatch.GetTimestamp();
        threads.ForEach(thread => thread.Start());
        await Task.Delay(time);
        stop.Set();
        threads.ForEach(thread => thread.Join());
        return counts.Sum(hashes => (double)hashes) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static ulong Hash(NonceScanner scanner, int thread, StopSignal stop)
    {
        ThreadNiceness.Apply(MiningOptions.DefaultNice);
        var header = new byte[NonceScanner.HeaderSize];
        var hits = new uint[1];
        ulong total = 0;
        for (header[0] = (byte)thread; !stop.IsSet; header[1]++)
            total += scanner.Scan(header, UInt256.Zero, 0, 1ul << 32, hits, stop).Scanned;
        return total;
    }
}
