using System.Diagnostics;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Grains.Mining;

namespace MiningGrid.Bench.Mining;

/// <summary>
/// How much of what the same scanner does on as many bare threads do all cores give through the grains? In turn, in one
/// run, all threads standing back behind others as workers do, so that what else the machine does meets both alike.
/// </summary>
internal static class GrainsAgainstThreads
{
    private const int Rounds = 31;
    private const double Aim = 0.97;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        await using var silo = await BenchSilo.Start();
        var (grains, threads, ratios, busy) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var before = await BareThreads.Rate(silo.Pool.Scanner, silo.Pool.Workers, Round);
            var (rate, share) = await Grains(silo, round);
            var after = await BareThreads.Rate(silo.Pool.Scanner, silo.Pool.Workers, Round);
            if (round == 0) // It compiles and warms up.
                continue;
            threads.Add((before + after) / 2);
            grains.Add(rate);
            ratios.Add(rate / threads[^1]);
            busy.Add(share);
        }

        Console.WriteLine($"{silo.Pool.Workers} workers, {silo.Pool.Scanner.Name}, medians of {Rounds} rounds:");
        Console.WriteLine($"  bare threads {Median(threads) / 1e6,7:f2} MH/s");
        Console.WriteLine($"  grains       {Median(grains) / 1e6,7:f2} MH/s");
        Console.WriteLine($"  ratio        {Median(ratios),7:f3}   ({ratios.Min():f3} to {ratios.Max():f3}; aim {Aim})");
        Console.WriteLine($"  workers were at a slice {Median(busy):p2} of the time");
        return 0;
    }

    private static async Task<(double Rate, double Busy)> Grains(BenchSilo silo, int number)
    {
        var job = await silo.Search(UInt256.Zero, number);
        await Task.Delay(Warmup);
        var (hashes, busy, started) = (silo.Pool.Hashes, silo.Pool.BusyTime, Stopwatch.GetTimestamp());
        await Task.Delay(Round);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (rate, share) = ((silo.Pool.Hashes - hashes) / seconds, (silo.Pool.BusyTime - busy).TotalSeconds / seconds / silo.Pool.Workers);
        await job.Cancel();
        await silo.WaitUntilIdle();
        return (rate, share);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
