using System.Diagnostics;
using MiningGrid.Bench.Mining;
using MiningGrid.Client;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Bench.Grid;

/// <summary>
/// How much more do two silos of one worker hash than one? And two bare threads than one, in turn with them: a machine
/// whose cores share a clock, a cache or a host gives less than twice as much to anybody.
/// </summary>
internal static class GridScale
{
    private const int UsualRounds = 3;
    private const double Aim = 1.95;

    // What is not yet reported at a round's end is missing in it: more often than shipped, so that it is little.
    private const string ReportEvery = "00:00:00.2";
    // A silo that is new compiles as it goes; after a minute it takes what it takes for good (see OwnShare).
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(int rounds = UsualRounds)
    {
        var (silos, threads) = (new List<double>(), new List<double>());
        await Threads(1); // It compiles.
        for (var round = 0; round < rounds; round++)
        {
            var (thread, twoThreads) = (await Threads(1), await Threads(2));
            var (silo, twoSilos) = await Silos();
            thread = (thread + await Threads(1)) / 2;
            threads.Add(twoThreads / thread);
            silos.Add(twoSilos / silo);
            Console.WriteLine($"  threads {thread / 1e6,7:f2}, {twoThreads / 1e6,7:f2} MH/s: {threads[^1]:f3}   silos {silo / 1e6,7:f2}, {twoSilos / 1e6,7:f2} MH/s: {silos[^1]:f3}");
        }

        Console.WriteLine($"Two against one, medians of {rounds} rounds:");
        Console.WriteLine($"  bare threads            {Median(threads),6:f3}   ({threads.Min():f3} to {threads.Max():f3})");
        Console.WriteLine($"  silos of one worker     {Median(silos),6:f3}   ({silos.Min():f3} to {silos.Max():f3}; aim {Aim})");
        Console.WriteLine($"  silos, of what threads give  {Median([.. silos.Zip(threads, (silo, thread) => silo / thread)]),6:f3}");
        return 0;
    }

    private static Task<double> Threads(int count) => BareThreads.Rate(NonceScanners.Best, count, Round);

    /// <summary>The rate with one, before and after the second was there, and with both.</summary>
    private static async Task<(double One, double Two)> Silos()
    {
        await using var grid = await RunningGrid.Start(1, ("Jobs:ReportEvery", ReportEvery));
        var job = await grid.Grid.Submit(new JobRequest(BenchSilo.Puzzle(UInt256.Zero, 1), SearchMode.FirstSolution));
        var before = await Rate(job, Warmup);
        var second = await grid.Grow();
        await grid.WaitForNodes(2);
        var both = await Rate(job, Warmup);
        await grid.Stop(second);
        await grid.WaitForNodes(1);
        return ((before + await Rate(job, Settling)) / 2, both);
    }

    private static async Task<double> Rate(IGridJob job, TimeSpan after)
    {
        await Task.Delay(after);
        var (before, started) = ((await job.GetStatus()).Hashes, Stopwatch.GetTimestamp());
        await Task.Delay(Round);
        return ((await job.GetStatus()).Hashes - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
