using System.Diagnostics;
using MiningGrid.Bench.Mining;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Client;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Bench.Grid;

/// <summary>How much more do two silos of one worker hash than one? In turn, in one run: the second comes and goes.</summary>
internal static class GridScale
{
    private const int Rounds = 5;
    private const double Aim = 1.95;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync()
    {
        await using var grid = await RunningGrid.Start(1);
        var job = await grid.Grid.Submit(new JobRequest(BenchSilo.Puzzle(UInt256.Zero, 1), SearchMode.FirstSolution));
        var (ones, twos, ratios) = (new List<double>(), new List<double>(), new List<double>());
        ones.Add(await Rate(job));
        for (var round = 0; round < Rounds; round++)
        {
            var second = await grid.Grow();
            await grid.WaitForNodes(2);
            twos.Add(await Rate(job));
            await grid.Stop(second);
            await grid.WaitForNodes(1);
            ones.Add(await Rate(job));
            ratios.Add(twos[^1] / ((ones[^1] + ones[^2]) / 2));
            Console.WriteLine($"  {ones[^2] / 1e6,8:f2}, {twos[^1] / 1e6,8:f2}, {ones[^1] / 1e6,8:f2} MH/s");
        }

        Console.WriteLine($"Silos of 1 worker, {Rounds} rounds, medians:");
        Console.WriteLine($"  one silo   {Median(ones) / 1e6,8:f2} MH/s");
        Console.WriteLine($"  two silos  {Median(twos) / 1e6,8:f2} MH/s");
        Console.WriteLine($"  ratio      {Median(ratios),8:f3}   ({ratios.Min():f3} to {ratios.Max():f3}; aim {Aim})");
        return 0;
    }

    private static async Task<double> Rate(IGridJob job)
    {
        await Task.Delay(Warmup);
        var (before, started) = ((await job.GetStatus()).Hashes, Stopwatch.GetTimestamp());
        await Task.Delay(Round);
        return ((await job.GetStatus()).Hashes - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
