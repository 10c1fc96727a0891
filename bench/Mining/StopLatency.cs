using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Bench.Mining;

/// <summary>How long after one worker found the solution does the last worker of the silo stop?</summary>
internal static class StopLatency
{
    private const int Rounds = 500;
    private const int ZeroBits = 21; // some tens of ms on two cores
    private const double AimMs = 5;

    public static async Task<int> RunAsync()
    {
        await using var silo = await BenchSilo.Start();
        var times = new List<double>();
        for (var round = 0; times.Count < Rounds; round++)
        {
            await silo.WaitUntilIdle();
            var started = TimeProvider.System.GetTimestamp();
            var job = await silo.Search(Target.FromZeroBits(ZeroBits), round);
            while ((await job.GetStatus()).State == JobState.Running)
                await Task.Delay(1);
            await silo.WaitUntilIdle();
            if (round >= 20 && silo.Pool.FoundSince(started) is { } found)
                times.Add(TimeProvider.System.GetElapsedTime(found, silo.Pool.LastEndedAt).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{silo.Pool.Workers} workers, {silo.Pool.Scanner.Name}, {Rounds} searches; from the solution found to the last worker stopped:");
        Console.WriteLine($"  p50 {times[Rounds / 2]:f3} ms   p90 {times[Rounds * 9 / 10]:f3} ms   p99 {times[Rounds * 99 / 100]:f3} ms   max {times[^1]:f3} ms   (aim: p99 < {AimMs} ms)");
        return 0;
    }
}
