using MiningGrid.Bench.Mining;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Bench.Grid;

/// <summary>
/// How long after a worker of one silo found the solution does the last worker of both stop? Both silos are in this
/// process, so that their clocks are one; between them are the sockets of loopback.
/// </summary>
internal static class GridStopLatency
{
    private const int Rounds = 500;
    private const int Warmup = 20;
    private const int ZeroBits = 22; // some tens of ms on two cores
    private const double AimMs = 20;

    public static async Task<int> RunAsync()
    {
        await using var redis = await RedisServer.Start();
        KeyValuePair<string, string?>[] settings =
        [
            new("Clustering:Provider", "redis"), new("Redis:ConnectionString", redis.Endpoint), new("Storage:Provider", "redis"), new("Mining:Workers", "1"),
        ];
        await using var one = await BenchSilo.Start(settings);
        await using var other = await BenchSilo.Start(settings);
        BenchSilo[] silos = [one, other];

        var times = new List<double>();
        for (var round = 0; times.Count < Rounds; round++)
        {
            await WaitUntilIdle(silos);
            var started = TimeProvider.System.GetTimestamp();
            var job = await one.Search(Target.FromZeroBits(ZeroBits), round);
            while ((await job.GetStatus()).State == JobState.Running)
                await Task.Delay(1);
            await WaitUntilIdle(silos);
            var found = silos.Min(silo => silo.Pool.FoundSince(started));
            if (round >= Warmup && found is { } at && silos.All(silo => silo.Pool.LastEndedAt >= started))
                times.Add(TimeProvider.System.GetElapsedTime(at, silos.Max(silo => silo.Pool.LastEndedAt)).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"2 silos of 1 worker, {one.Pool.Scanner.Name}, {Rounds} searches that both took part in; from the solution found to the last worker stopped:");
        Console.WriteLine($"  p50 {times[Rounds / 2]:f3} ms   p90 {times[Rounds * 9 / 10]:f3} ms   p99 {times[Rounds * 99 / 100]:f3} ms   max {times[^1]:f3} ms   (aim: p99 < {AimMs} ms)");
        return 0;
    }

    private static async Task WaitUntilIdle(BenchSilo[] silos)
    {
        foreach (var silo in silos)
            await silo.WaitUntilIdle();
    }
}
