using System.Diagnostics;
using MiningGrid.Core.Ledger;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Bench.Chain;

/// <summary>
/// How many blocks a second does one silo mine, validate and durably store, where two hashes solve a block? And does it stay
/// so, in speed and in memory, as the chain grows? (On a machine that is shared, CPU time tells that better than the clock.) Another chain
/// is mined first, so that the code is compiled. The whole way: template, lease, scan, report, judgement, storing.
/// </summary>
internal static class BlockRates
{
    private const double TargetRate = 400;
    private const int WarmUp = 3_000;

    public static async Task<int> RunAsync(string[] options)
    {
        var blocks = options.Length > 0 ? long.Parse(options[0]) : 100_000;
        var storage = options.Length > 1 ? options[1] : "Full";
        var workers = options.Length > 2 ? int.Parse(options[2]) : 1;
        await using var silo = await ChainBenchSilo.Start(storage, workers);
        await Mine(silo, "warm-up", [WarmUp]);
        var marks = Marks(blocks).ToArray();
        var meter = await Mine(silo, "bench", marks);

        Console.WriteLine($"storage={storage}, {workers} worker(s), database {silo.DatabaseBytes / 1e6:f1} MB at height {blocks:n0}");
        Console.WriteLine($"{"heights",17} {"blocks/s",9} {"ratio to 400",13} {"µs a block p50",15} {"p99",8} {"CPU µs a block",15} {"heap MiB",9} {"process MiB",12}");
        for (var i = 1; i < marks.Length; i++)
        {
            var (from, to) = (meter.At(marks[i - 1]), meter.At(marks[i]));
            var rate = (marks[i] - marks[i - 1]) / Stopwatch.GetElapsedTime(from.Time, to.Time).TotalSeconds;
            var cpu = (to.Cpu - from.Cpu).TotalMicroseconds / (marks[i] - marks[i - 1]);
            var intervals = meter.Intervals(marks[i - 1], marks[i]);
            Console.WriteLine(
                $"{$"{marks[i - 1]:n0}–{marks[i]:n0}",17} {rate,9:n0} {rate / TargetRate,13:f2} {intervals[intervals.Length / 2],15:f0} {intervals[intervals.Length * 99 / 100],8:f0} {cpu,15:f0} {to.Heap >> 20,9} {to.Process >> 20,12}");
        }

        return 0;
    }

    private static async Task<Meter> Mine(ChainBenchSilo silo, string name, long[] marks)
    {
        var meter = new Meter(marks);
        var chain = await silo.Create(name);
        var reference = silo.Grains.CreateObjectReference<IChainObserver>(meter);
        await chain.Subscribe(reference);
        using var renewing = new Timer(_ => _ = chain.Subscribe(reference), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await chain.StartMining(new MiningRequest(Address.Nobody.ToString(), StopAtHeight: marks[^1]));
        await meter.Done;
        return meter;
    }

    // 10, 100, 1 000, 10 000, then every 10 000.
    private static IEnumerable<long> Marks(long last)
    {
        for (var mark = 10L; mark < last; mark += Math.Min(9 * mark, 10_000))
            yield return mark;
        yield return last;
    }

    private readonly record struct Mark(long Time, TimeSpan Cpu, long Heap, long Process);

    private sealed class Meter(long[] marks) : IChainObserver
    {
        private readonly Dictionary<long, Mark> _marks = [];
        private readonly long[] _times = new long[marks[^1] + 1];
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public Mark At(long height) => _marks[height];

        /// <summary>Microseconds from block to block, ascending.</summary>
        public double[] Intervals(long from, long to)
        {
            var intervals = new double[to - from];
            for (var height = from + 1; height <= to; height++)
                intervals[height - from - 1] = Stopwatch.GetElapsedTime(_times[height - 1], _times[height]).TotalMicroseconds;
            Array.Sort(intervals);
            return intervals;
        }

        public Task BlockAccepted(BlockAccepted block)
        {
            _times[block.Height] = Stopwatch.GetTimestamp();
            if (Array.IndexOf(marks, block.Height) >= 0)
            {
                using var process = Process.GetCurrentProcess();
                _marks[block.Height] = new Mark(_times[block.Height], process.TotalProcessorTime, GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
            }

            if (block.Height == marks[^1])
                _done.TrySetResult();
            return Task.CompletedTask;
        }

        public Task StatusChanged(ChainStatus status) => Task.CompletedTask;
    }
}
