using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Puzzles;

/// <summary>Solutions as lines, for pipes and files.</summary>
internal sealed class PlainPuzzleDisplay : IPuzzleDisplay
{
    public static string Line(Solution solution) => $"nonce {solution.Nonce}  {solution.HashText}";

    public void Found(Solution solution)
    {
        Console.Out.WriteLine(Line(solution));
        Console.Out.Flush();
    }

    public void Progressed(JobStatus status)
    {
        // A pipe gets solutions only.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
