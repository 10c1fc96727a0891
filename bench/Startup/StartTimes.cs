using System.Diagnostics;

namespace MiningGrid.Bench.Startup;

/// <summary>How long from typing a command to its help, and from starting a silo to its first block at trivial difficulty?</summary>
internal static class StartTimes
{
    private const int Rounds = 15;
    private const double HelpAimSeconds = 0.3;
    private const double MineAimSeconds = 2;

    public static async Task<int> RunAsync()
    {
        var program = FindProgram();
        if (program is null)
        {
            Console.Error.WriteLine("minegrid is not built; build it: dotnet build src/Cli -c Release");
            return 1;
        }

        var data = Directory.CreateTempSubdirectory("minegrid-bench-");
        try
        {
            // Taken in turns, so that both meet the same machine.
            List<double> help = [], mine = [];
            for (var round = 0; round <= Rounds; round++)
            {
                var folder = Path.Combine(data.FullName, $"{round}");
                var times = (
                    Help: await UntilFirstLine([program, "--help"], data.FullName),
                    Mine: await UntilFirstLine([program, "solo", "--zero-bits", "0", "--blocks", "1", "--json", "--data", folder], data.FullName));
                if (round == 0)
                    continue; // the first reads the files
                help.Add(times.Help);
                mine.Add(times.Mine);
            }

            Console.WriteLine($"{Rounds} starts each, in turns; seconds from the start of the process to the first line on stdout:");
            Print("minegrid --help", help, HelpAimSeconds);
            Print("minegrid solo, first block stored", mine, MineAimSeconds);
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<double> UntilFirstLine(string[] arguments, string home)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CONFIG_HOME"] = home;
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return line is not null ? seconds : throw new InvalidOperationException($"{string.Join(' ', arguments)} printed nothing: {await errors}");
    }

    private static void Print(string what, List<double> seconds, double aim)
    {
        seconds.Sort();
        Console.WriteLine($"  {what,-36} p50 {seconds[Rounds / 2]:f3}   min {seconds[0]:f3}   max {seconds[^1]:f3}   (aim: < {aim})");
    }

    private static string? FindProgram()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MiningGrid.sln")))
            {
                var program = Path.Combine(folder.FullName, "src", "Cli", "bin", "Release", "net10.0", "minegrid.dll");
                return File.Exists(program) ? program : null;
            }
        }

        return null;
    }
}
