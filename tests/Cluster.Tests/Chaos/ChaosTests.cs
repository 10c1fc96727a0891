using System.Diagnostics;
using System.Globalization;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Cluster.Tests.Relays;
using Xunit.Abstractions;

namespace MiningGrid.Cluster.Tests.Chaos;

/// <summary>
/// Faults of all kinds in random order while a grid mines and searches. A short run by default; the environment's
/// <c>MINEGRID_CHAOS_MINUTES</c> makes it longer, <c>MINEGRID_CHAOS_SEED</c> another one.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int ZeroBits = 21;
    private const ulong Candidates = 400_000_000;
    private static readonly TimeSpan ShortRun = TimeSpan.FromSeconds(30);

    private static readonly CutKind[] Cuts = [CutKind.Silent, CutKind.Reset];

    private static readonly (string Name, Func<RunningGrid, Random, Task> Happen)[] Faults =
    [
        ("a silo is killed", KillOne),
        ("two silos are killed at once", KillTwo),
        ("a silo is stopped", StopOne),
        ("a silo joins, another is stopped", GrowAndStop),
        ("a silo is halted for a second", HaltBriefly),
        ("a silo is halted until it is dead", HaltUntilDead),
        ("redis is halted", HaltRedis),
        ("redis is killed", KillRedis),
        ("two silos lose each other", CutPair),
        ("a silo is cut off from all others", CutOff),
    ];

    [Fact]
    public async Task Whatever_happens_nothing_acknowledged_is_lost_and_every_answer_is_right()
    {
        var time = Setting("MINEGRID_CHAOS_MINUTES") is { } minutes ? TimeSpan.FromMinutes(minutes) : ShortRun;
        var seed = Setting("MINEGRID_CHAOS_SEED") ?? 2009;
        var random = new Random(seed);
        await using var network = new RelayedNetwork();
        await using var grid = await RunningGrid.Start(Silos, network);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        var started = Stopwatch.GetTimestamp();
        var (faults, searches) = (0, 0);
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            var search = await GridEventually.Answers(() => ExhaustiveSearch.Start(grid.Grid, Candidates));
            do
            {
                var (name, happen) = Faults[random.Next(Faults.Length)];
                Say($"{Stopwatch.GetElapsedTime(started):mm\\:ss} height {chain.Heard}: {name}");
                await happen(grid, random);
                while (grid.Silos.Count < Silos)
                    await grid.Grow();
                await chain.Grow(random.Next(1, 20));
                faults++;
            }
            while (await search.IsRunning() && Stopwatch.GetElapsedTime(started) < time);
            await search.FinishAndVerify();
            searches++;
        }

        await chain.StopAndVerify();
        Say($"seed {seed}: {faults} faults, {chain.Heard} blocks, {searches} exhaustive searches of {Candidates} candidates: all as it should be");
    }

    private static Task KillOne(RunningGrid grid, Random random) => grid.Kill(Any(grid, random));

    private static async Task KillTwo(RunningGrid grid, Random random)
    {
        var first = Any(grid, random);
        var second = grid.Silos.First(silo => silo != first);
        await Task.WhenAll(grid.Kill(first), grid.Kill(second));
    }

    private static Task StopOne(RunningGrid grid, Random random) => grid.Stop(Any(grid, random));

    private static async Task GrowAndStop(RunningGrid grid, Random random)
    {
        await grid.Grow();
        await grid.Stop(Any(grid, random));
    }

    private static async Task HaltBriefly(RunningGrid grid, Random random)
    {
        var silo = Any(grid, random);
        silo.Run.Pause();
        await Task.Delay(TimeSpan.FromSeconds(1));
        silo.Run.Continue();
    }

    private static async Task HaltUntilDead(RunningGrid grid, Random random)
    {
        var silo = Any(grid, random);
        silo.Run.Pause();
        await grid.WaitForNodes(Silos - 1);
        silo.Run.Continue();
        await grid.WaitForEnd(silo);
    }

    private static async Task HaltRedis(RunningGrid grid, Random random)
    {
        grid.Redis.Pause();
        await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 10)));
        grid.Redis.Continue();
    }

    private static async Task KillRedis(RunningGrid grid, Random random)
    {
        await grid.Redis.Kill();
        await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 10)));
        await grid.Redis.Start();
    }

    private static async Task CutPair(RunningGrid grid, Random random)
    {
        var first = Any(grid, random);
        grid.Network.Cut(Cuts[random.Next(Cuts.Length)], first, grid.Silos.First(silo => silo != first));
        await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 10)));
        grid.Network.Heal();
    }

    private static async Task CutOff(RunningGrid grid, Random random)
    {
        var silo = Any(grid, random);
        grid.Network.Cut(Cuts[random.Next(Cuts.Length)], silo, [.. grid.Silos.Where(other => other != silo)]);
        await grid.WaitForEnd(silo);
        grid.Network.Heal();
    }

    private static SiloProcess Any(RunningGrid grid, Random random) => grid.Silos[random.Next(grid.Silos.Count)];

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void Say(string line) => output.WriteLine(line);
}
