using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MiningGrid.Client;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using StackExchange.Redis;

namespace MiningGrid.Bench.Grid;

/// <summary>
/// How long until the next block when the silo that hosts the chain is killed with SIGKILL while every core mines? Split
/// into: until the membership table says that the silo is dead, until the chain answers from elsewhere, until it accepts a block.
/// </summary>
internal static class FailoverTimes
{
    private const int UsualKills = 20;
    private const int Silos = 3;
    private const int ZeroBits = 22; // about 30 ms a block on two cores
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(int kills = UsualKills)
    {
        await using var grid = await RunningGrid.Start(Silos);
        using var table = await ConnectionMultiplexer.ConnectAsync(grid.Redis.Options());
        var chain = await grid.Grid.CreateChain(ChainPresets.Solo("bench", (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 3_600, Target.FromZeroBits(ZeroBits)));
        await chain.StartMining(new MiningRequest(Address.Nobody.ToString()));

        var rows = new List<(double Dead, double Answer, double Block)>();
        while (rows.Count < kills)
        {
            await Grow(chain, 20);
            var host = await grid.HostOf(grid.Cluster.GetGrain<IChainGrain>("bench")) ?? throw new InvalidOperationException("The chain is on no silo.");
            var port = host.SiloPort;
            var started = Stopwatch.GetTimestamp();
            var killing = grid.Kill(host);
            var death = Task.Run(async () =>
            {
                while (!await IsDead(table, $"minegrid/members/{grid.ClusterId}", port))
                    await Task.Delay(Pause);
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            });
            var height = await Height(chain);
            var answer = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            while (await Height(chain) <= height)
                await Task.Delay(Pause);
            rows.Add((await death, answer, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            await killing;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  kill {rows.Count,2}: dead after {rows[^1].Dead,6:f0} ms, chain answers after {rows[^1].Answer,6:f0} ms, next block after {rows[^1].Block,6:f0} ms"));
            await grid.Grow();
            await grid.WaitForNodes(Silos);
        }

        Console.WriteLine($"{Silos} silos of 1 worker, {kills} kills, from the kill on:");
        Print("declared dead", rows.Select(row => row.Dead));
        Print("the chain answers", rows.Select(row => row.Answer));
        Print("next block accepted", rows.Select(row => row.Block));
        Console.WriteLine("  (aim: next block within 2 000 ms in the median, 5 000 ms at worst)");
        return 0;
    }

    private static async Task<bool> IsDead(ConnectionMultiplexer table, string key, int port)
    {
        var rows = await table.GetDatabase().HashGetAllAsync(key);
        // Another silo may have had the port before.
        return rows.Where(field => field.Name.ToString().Contains($":{port}:", StringComparison.Ordinal))
            .All(row => JsonElement.Parse(row.Value.ToString()).GetProperty("Status").GetInt32() == (int)SiloStatus.Dead);
    }

    private static async Task Grow(IGridChain chain, int blocks)
    {
        var goal = await Height(chain) + blocks;
        while (await Height(chain) < goal)
            await Task.Delay(Pause);
    }

    private static Task<long> Height(IGridChain chain) => GridEventually.Answers(async () => (await chain.GetStatus()).Height);

    private static void Print(string what, IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-20} median {sorted[sorted.Count / 2],6:f0} ms   worst {sorted[^1],6:f0} ms"));
    }
}
