using MiningGrid.Client;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cluster.Tests.Grids;

/// <summary>A puzzle of which every candidate is tried on a grid, and its right answers.</summary>
internal sealed class ExhaustiveSearch
{
    private const string Data = "a search that runs through it all: ";

    private readonly TextPuzzle _puzzle;

    private ExhaustiveSearch(IGridJob job, TextPuzzle puzzle) => (Job, _puzzle) = (job, puzzle);

    public IGridJob Job { get; }

    /// <param name="grid">On this grid.</param>
    /// <param name="count">How many candidates.</param>
    public static async Task<ExhaustiveSearch> Start(IMiningGrid grid, ulong count)
    {
        var target = Target.FromZeroBits(25);
        var job = await grid.Submit(new JobRequest(new TextPuzzleSpec(Data, target, Count: count), SearchMode.Exhaustive));
        return new ExhaustiveSearch(job, new TextPuzzle(Data, target, count: count));
    }

    public async Task<bool> IsRunning() => (await GridEventually.Answers(() => Job.GetStatus())).State == JobState.Running;

    /// <summary>Waits for its end, and compares what the grid found with what a scan in this process finds.</summary>
    public async Task FinishAndVerify()
    {
        await GridEventually.Holds(async () =>
        {
            var status = await Job.GetStatus();
            return status.State == JobState.Running ? $"{status.Searched} of {status.Size} are searched, {status.Leases} leases are out" : null;
        });
        var end = await GridEventually.Answers(() => Job.GetStatus());
        Assert.True(end.State == JobState.Exhausted, $"the search ended as {end.State}: {end.Trouble}");
        Assert.Equal(end.Size, end.Searched);

        var found = await GridEventually.Answers(async () =>
        {
            var positions = new List<UInt128>();
            await foreach (var solution in Job.GetSolutions())
                positions.Add(solution.Position);
            return positions;
        });
        Assert.Equal(RightAnswers(), found);
    }

    private List<UInt128> RightAnswers()
    {
        var found = new UInt128[100_000];
        var scan = _puzzle.Scan(NonceScanners.Best, 0, (ulong)_puzzle.Size, found, new StopSignal());
        Assert.Equal((ulong)_puzzle.Size, scan.Scanned);
        return [.. found.Take(scan.Found)];
    }
}
