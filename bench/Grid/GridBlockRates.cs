using System.Diagnostics;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Bench.Grid;

/// <summary>How many blocks of trivial difficulty does a grid mine, judge and store in Redis in a second?</summary>
internal static class GridBlockRates
{
    private const int ZeroBits = 8;
    private const double Aim = 250;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync()
    {
        foreach (var silos in new[] { 1, 2, 3 })
        {
            await using var grid = await RunningGrid.Start(silos);
            var genesis = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            var chain = await grid.Grid.CreateChain(ChainPresets.Solo("bench", genesis, Target.FromZeroBits(ZeroBits)));
            await chain.StartMining(new MiningRequest(Address.Nobody.ToString()));
            await Task.Delay(Warmup);
            var (before, started) = ((await chain.GetStatus()).Height, Stopwatch.GetTimestamp());
            await Task.Delay(Round);
            var rate = ((await chain.GetStatus()).Height - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine($"  {silos} silo{(silos == 1 ? " " : "s")} of 1 worker {rate,8:f0} blocks/s{(silos == 1 ? $"   (aim {Aim})" : "")}");
        }

        return 0;
    }
}
