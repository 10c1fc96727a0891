using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Jobs;

/// <summary>A search for people.</summary>
internal static class JobText
{
    private const int IdWidth = 18;
    private const int StateWidth = 10;
    private const int ModeWidth = 15;

    public static string Line(JobStatus status)
    {
        var progress = status.State == JobState.Running
            ? $"{Share(status)} at {Quantity.HashRate(status.HashRate)}"
            : $"{Quantity.Hashes(status.Hashes)} hashed";
        return $"{status.Id.PadRight(IdWidth)}{$"{status.State}".PadRight(StateWidth)}{$"{status.Mode}".PadRight(ModeWidth)}{progress}, {Found(status)}";
    }

    public static void Write(JobStatus status)
    {
        Console.WriteLine($"job         {status.Id}");
        Console.WriteLine($"state       {status.State}");
        Console.WriteLine($"mode        {status.Mode}");
        Console.WriteLine($"searched    {status.Searched} of {status.Size} positions ({Share(status)})");
        Console.WriteLine($"hashes      {Quantity.Hashes(status.Hashes)}, {Quantity.Hashes(status.ExpectedHashes)} expected for a solution");
        if (status.State == JobState.Running)
            Console.WriteLine($"hash rate   {Quantity.HashRate(status.HashRate)} by {status.Leases} {(status.Leases == 1 ? "lease" : "leases")}");
        Console.WriteLine($"solutions   {status.Solutions}");
        if (status.Best is { } best)
            Console.WriteLine($"lowest      nonce {best.Nonce}  {best.HashText}");
        Console.WriteLine($"started     {Time(status.Created)}");
        if (status.Ended is { } ended)
            Console.WriteLine($"ended       {Time(ended)}");
        if (status.Trouble is { } trouble)
            Console.WriteLine($"trouble     {trouble}");
    }

    private static string Found(JobStatus status) => status.Solutions == 1 ? "1 solution" : $"{status.Solutions} solutions";

    private static string Share(JobStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{(status.Size == 0 ? 1 : (double)status.Searched / (double)status.Size):p1}");

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
