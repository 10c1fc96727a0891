using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Puzzles;

/// <summary>Shows a search. Solutions and progress may come at the same time.</summary>
internal interface IPuzzleDisplay : IAsyncDisposable
{
    void Found(Solution solution);

    void Progressed(JobStatus status);
}
