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
/// Is a silo ever taken for dead that lives? Three silos of as many workers as there are cores mine for some minutes, and one after
/// the other is halted for a second.
/// </summary>
internal static class FalseDeaths
{
    private const int Silos = 3;
    private const int ZeroBits = 24;
    private static readonly TimeSpan Halt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(9);

    public static async Task<int> RunAsync(string[] options)
    {
        var minutes = options is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 10;
        await using var grid = await RunningGrid.Start(Silos, ("Mining:Workers", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)));
        using var redis = await ConnectionMultiplexer.ConnectAsync(grid.Redis.Options());
        var chain = await grid.Grid.CreateChain(ChainPresets.Solo("bench", (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 3_600, Target.FromZeroBits(ZeroBits)));
        await chain.StartMining(new MiningRequest(Address.Nobody.ToString()));

        var begun = Stopwatch.GetTimestamp();
        var halts = 0;
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(minutes))
        {
            await Task.Delay(Between);
            var silo = grid.Silos[halts++ % Silos];
            silo.Run.Pause();
            await Task.Delay(Halt);
            silo.Run.Continue();
        }

        await Task.Delay(Between);
        var (dead, votes) = await Count(redis, $"minegrid/members/{grid.ClusterId}");
        var height = (await chain.GetStatus()).Height;
        Console.WriteLine($"{Silos} silos of {Environment.ProcessorCount} workers on {Environment.ProcessorCount} cores, {minutes} minutes, {halts} halts of {Halt.TotalSeconds} s, {height} blocks:");
        Console.WriteLine($"  silos declared dead {dead}, votes against silos {votes}, processes that ended {grid.Silos.Count(silo => silo.Run.HasExited)} (aim: 0)");
        return dead == 0 ? 0 : 1;
    }

    private static async Task<(int Dead, int Votes)> Count(ConnectionMultiplexer redis, string key)
    {
        var rows = (await redis.GetDatabase().HashGetAllAsync(key)).Where(field => field.Name != "Version").Select(field => JsonElement.Parse(field.Value.ToString())).ToList();
        return (rows.Count(row => row.GetProperty("Status").GetInt32() == (int)SiloStatus.Dead), rows.Sum(Votes));
    }

    private static int Votes(JsonElement row) => row.TryGetProperty("SuspectTimes", out var votes) && votes.ValueKind == JsonValueKind.Array ? votes.GetArrayLength() : 0;
}
