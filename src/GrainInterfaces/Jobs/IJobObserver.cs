using Orleans.Concurrency;

namespace MiningGrid.GrainInterfaces.Jobs;

/// <summary>Hears of a job's progress. A call may be lost; <see cref="IJobGrain.GetStatus"/> tells all.</summary>
[Alias("MiningGrid.IJobObserver")]
public interface IJobObserver : IGrainObserver
{
    /// <summary>Progress, at most a few times a second, and always when the job ended.</summary>
    [OneWay, Alias("Progressed")]
    Task Progressed(JobStatus status);
}
