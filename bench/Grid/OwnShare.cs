using System.Diagnostics;
using System.Globalization;
using MiningGrid.Bench.Mining;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Bench.Grid;

/// <summary>
/// What does a silo take of a core beside its worker while it mines, and how often does it wake up for that? By kind of
/// thread, from the system's count of each thread's time and of how often it went to sleep.
/// </summary>
internal static class OwnShare
{
    private const double Aim = 0.015;
    private const string Worker = "MiningGrid work";

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);
    private static readonly int[] SecondsAfterStart = [20, 60];

    public static async Task<int> RunAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("own-share reads /proc, which only Linux has.");
            return 2;
        }

        await using var grid = await RunningGrid.Start(1);
        var started = Stopwatch.GetTimestamp();
        await grid.Grid.Submit(new JobRequest(BenchSilo.Puzzle(UInt256.Zero, 1), SearchMode.FirstSolution));
        foreach (var after in SecondsAfterStart)
        {
            var wait = TimeSpan.FromSeconds(after) - Stopwatch.GetElapsedTime(started);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            var before = Read(grid.Silos[0].Run.Id);
            await Task.Delay(Window);
            Print(after, before, Read(grid.Silos[0].Run.Id));
        }

        return 0;
    }

    private static void Print(int after, Dictionary<int, ThreadUse> before, Dictionary<int, ThreadUse> now)
    {
        Console.WriteLine($"{Window.TotalSeconds} s from {after} s after the start, of one core:");
        var (share, sleeps) = (0.0, 0.0);
        foreach (var kind in now.GroupBy(thread => thread.Value.Kind).OrderByDescending(kind => kind.Sum(thread => thread.Value.Seconds)))
        {
            var used = kind.Sum(thread => thread.Value.Seconds - before.GetValueOrDefault(thread.Key).Seconds) / Window.TotalSeconds;
            var slept = kind.Sum(thread => thread.Value.Sleeps - before.GetValueOrDefault(thread.Key).Sleeps) / Window.TotalSeconds;
            if (kind.Key != Worker)
                (share, sleeps) = (share + used, sleeps + slept);
            if (used > 0 || slept > 0)
                Console.WriteLine($"  {kind.Key,-16} {used,8:P2}  wakes up {slept,6:f1} times a second");
        }

        Console.WriteLine($"  {"beside the worker",-16} {share,7:P2}  (aim {Aim:P1}), wakes up {sleeps,6:f1} times a second");
    }

    private static Dictionary<int, ThreadUse> Read(int process)
    {
        var threads = new Dictionary<int, ThreadUse>();
        foreach (var folder in Directory.GetDirectories($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/task"))
        {
            try
            {
                // The first of three numbers is the time on a core, in ns.
                var seconds = long.Parse(File.ReadAllText($"{folder}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e9;
                var sleeps = File.ReadLines($"{folder}/status").First(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal));
                threads[Number(Path.GetFileName(folder))] = new ThreadUse(
                    File.ReadAllText($"{folder}/comm").Trim(), seconds, Number(sleeps.Split(':')[1]));
            }
            catch (Exception e) when (e is IOException or DirectoryNotFoundException)
            {
                // It has ended meanwhile.
            }
        }

        return threads;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private readonly record struct ThreadUse(string Kind, double Seconds, int Sleeps);
}
