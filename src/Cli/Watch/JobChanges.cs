using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Watch;

/// <summary>Which searches began or ended between two looks. One that had ended before the first look is not asked.</summary>
internal sealed class JobChanges
{
    private readonly Dictionary<string, JobState> _known = new(StringComparer.Ordinal);
    private bool _hasLooked;

    public async Task<IReadOnlyList<JobStatus>> Since(IMiningGrid grid, IEnumerable<string> ids, CancellationToken stopping)
    {
        var changed = new List<JobStatus>();
        foreach (var id in ids)
        {
            var isKnown = _known.TryGetValue(id, out var before);
            if ((isKnown && before != JobState.Running) || await Find(grid.Job(id), stopping) is not { } status)
                continue;
            _known[id] = status.State;
            if (isKnown ? before != status.State : _hasLooked || status.State == JobState.Running)
                changed.Add(status);
        }

        _hasLooked = true;
        return changed;
    }

    private static async Task<JobStatus?> Find(IGridJob job, CancellationToken stopping)
    {
        try
        {
            return await job.GetStatus(stopping);
        }
        catch (JobNotFoundException)
        {
            return null; // its start was not stored
        }
    }
}
