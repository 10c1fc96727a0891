using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Grid;

namespace MiningGrid.Bench.Mining;

/// <summary>
/// How quick are calls while every core mines? A caller that waits between calls, as probes, clients and the dashboard do,
/// with the workers idle and at work in turn. That is what all cores mining costs: the reason for the default number of workers.
/// </summary>
internal static class Responsiveness
{
    private const int Rounds = 7;
    private const int CallsPerRound = 400;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    public static async Task<int> RunAsync()
    {
        await using var silo = await BenchSilo.Start();
        var (idle, mining) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var before = await Calls(silo.Grains);
            var job = await silo.Search(UInt256.Zero, round);
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            var during = await Calls(silo.Grains);
            await job.Cancel();
            await silo.WaitUntilIdle();
            if (round == 0) // It compiles and warms up.
                continue;
            idle.AddRange(before);
            mining.AddRange(during);
        }

        Console.WriteLine($"a call every {Between.TotalMilliseconds} ms, {silo.Pool.Workers} workers on {Environment.ProcessorCount} cores, µs:");
        Print("idle", idle);
        Print("mining", mining);
        return 0;
    }

    private static async Task<List<double>> Calls(IGrainFactory grains)
    {
        var dispatcher = grains.GetGrain<IDispatcherGrain>(0);
        var times = new List<double>();
        for (var call = 0; call < CallsPerRound; call++)
        {
            await Task.Delay(Between);
            var started = Stopwatch.GetTimestamp();
            await dispatcher.GetNodes();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return times;
    }

    private static void Print(string name, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"  {name,-7} p50 {At(times, 0.5),7:f0}   p90 {At(times, 0.9),7:f0}   p99 {At(times, 0.99),7:f0}   max {times[^1],7:f0}");
    }

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
}
