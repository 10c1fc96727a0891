using System.Diagnostics;

namespace MiningGrid.Bench.Engine;

/// <summary>Counts calls by latency, in steps of 50 ns up to 1 ms.</summary>
internal sealed class Latencies
{
    private const int StepNanoseconds = 50;
    private const int Steps = 20_000;

    public long[] Counts { get; private init; } = new long[Steps + 1];

    public long Calls => Counts.Sum();

    public static Latencies Sum(IEnumerable<long[]> parts)
    {
        var sum = new Latencies();
        foreach (var part in parts)
        {
            for (var i = 0; i <= Steps; i++)
                sum.Counts[i] += part[i];
        }

        return sum;
    }

    public async Task MeasureAsync(Func<long, Task<long>> call, TimeSpan duration)
    {
        var last = Stopwatch.GetTimestamp();
        var end = last + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        while (last < end)
        {
            await call(last);
            var now = Stopwatch.GetTimestamp();
            Add(Stopwatch.GetElapsedTime(last, now));
            last = now;
        }
    }

    /// <returns>The latency, in microseconds, that the share of calls did not exceed.</returns>
    public double Microseconds(double share)
    {
        var rest = (long)(Calls * share);
        for (var i = 0; i <= Steps; i++)
        {
            rest -= Counts[i];
            if (rest < 0)
                return (i + 1) * StepNanoseconds / 1e3;
        }

        return Steps * StepNanoseconds / 1e3;
    }

    private void Add(TimeSpan latency) => Counts[(int)Math.Min(latency.TotalNanoseconds / StepNanoseconds, Steps)]++;
}
