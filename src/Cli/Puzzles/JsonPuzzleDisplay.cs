using MiningGrid.Cli.Output;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Puzzles;

/// <summary>Solutions as JSON lines.</summary>
internal sealed class JsonPuzzleDisplay : IPuzzleDisplay
{
    public void Found(Solution solution) =>
        JsonLines.Write(new SolutionEvent(solution.Nonce, solution.HashText), EventContext.Default.SolutionEvent);

    public void Progressed(JobStatus status)
    {
        // Only events go out.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
