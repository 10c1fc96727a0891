using System.Diagnostics;
using MiningGrid.Bench.Engine;

namespace MiningGrid.Bench.Wire;

/// <summary>Measures ways of calling another process in turn, round after round, and prints what they cost.</summary>
internal static class CallTable
{
    private const int Rounds = 5;

    public static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <param name="other">The process that is called; its processor time counts too.</param>
    /// <param name="rows">What Orleans does is calls a second; not a number where there is nothing to compare with.</param>
    public static async Task RunAsync(Process other, (string Name, double Orleans, Func<Task<Latencies>> Measure)[] rows)
    {
        var processor = rows.ToDictionary(row => row.Name, _ => TimeSpan.Zero, StringComparer.Ordinal);
        var results = rows.ToDictionary(row => row.Name, _ => new List<Latencies>(), StringComparer.Ordinal);
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var row in rows)
            {
                var before = ProcessorTime(other);
                var result = await row.Measure();
                if (round < 0)
                    continue; // The first one compiles and warms up.
                results[row.Name].Add(result);
                processor[row.Name] += ProcessorTime(other) - before;
            }
        }

        Console.WriteLine($"{"",-24} {"calls/s",10} {"best",10} {"p50 µs",8} {"p99 µs",8} {"CPU µs",8}   ratio to Orleans 10");
        foreach (var (name, orleans, _) in rows)
        {
            var rates = results[name].Select(latencies => latencies.Calls / Round.TotalSeconds).Order().ToArray();
            var all = Latencies.Sum(results[name].Select(latencies => latencies.Counts));
            var ratio = double.IsNaN(orleans) ? "" : $"{rates[rates.Length / 2] / orleans,8:f2} of {orleans / 1e3:f0} k";
            Console.WriteLine($"{name,-24} {rates[rates.Length / 2],10:n0} {rates[^1],10:n0} {all.Microseconds(0.5),8:f2} {all.Microseconds(0.99),8:f2} {processor[name].TotalMicroseconds / all.Calls,8:f2} {ratio}");
        }
    }

    /// <summary>Of both processes; unlike the clock, it does not count what else the machine does.</summary>
    private static TimeSpan ProcessorTime(Process other)
    {
        other.Refresh();
        return other.TotalProcessorTime + Environment.CpuUsage.TotalTime;
    }
}
