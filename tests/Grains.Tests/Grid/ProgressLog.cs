using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Tests.Grid;

internal sealed class ProgressLog : IJobObserver
{
    private volatile JobStatus? _last;

    public JobStatus? Last => _last;

    public Task Progressed(JobStatus status)
    {
        _last = status;
        return Task.CompletedTask;
    }
}
