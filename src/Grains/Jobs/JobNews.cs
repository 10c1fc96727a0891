using Microsoft.Extensions.Logging;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using Orleans.Utilities;

namespace MiningGrid.Grains.Jobs;

/// <summary>A job's observers: told at most so often, and always of the end.</summary>
internal sealed class JobNews
{
    private static readonly TimeSpan Expiration = TimeSpan.FromMinutes(5);

    private readonly ObserverManager<IJobObserver> _observers;
    private readonly JobsOptions _options;
    private readonly TimeProvider _time;
    private long? _toldAt;

    public JobNews(JobsOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _observers = new ObserverManager<IJobObserver>(Expiration, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    /// <summary>Whether there is somebody to tell.</summary>
    public bool HasObservers => _observers.Count > 0;

    /// <summary>Whether there is somebody to tell, and the last time is long enough ago.</summary>
    public bool IsDue => HasObservers && (_toldAt is not { } at || _time.GetElapsedTime(at) >= _options.ProgressEvery);

    public void Subscribe(IJobObserver observer)
    {
        if (_observers.Count >= _options.MaxObservers && !_observers.Observers.ContainsKey(observer))
        {
            _observers.ClearExpired();
            if (_observers.Count >= _options.MaxObservers)
                throw new InvalidRequestException($"The job has {_observers.Count} observers; allowed are {_options.MaxObservers}.");
        }

        _observers.Subscribe(observer, observer);
    }

    public void Unsubscribe(IJobObserver observer) => _observers.Unsubscribe(observer);

    public Task Tell(JobStatus status)
    {
        if (!HasObservers)
            return Task.CompletedTask;
        _toldAt = _time.GetTimestamp();
        return _observers.Notify(observer => observer.Progressed(status));
    }
}
