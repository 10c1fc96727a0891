using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Starts its observers stage by stage, those of one stage together, and stops them in the opposite order.</summary>
internal abstract partial class LifecycleSubject(ILogger logger) : ILifecycleSubject
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_lock)
            _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderBy(group => group.Key))
        {
            if (cancellationToken.IsCancellationRequested)
                throw new OrleansLifecycleCanceledException("The start was cancelled.");
            foreach (var subscription in stage)
                subscription.HasStarted = true;
            await Task.WhenAll(stage.Select(subscription => Begin(subscription.Observer.OnStart, cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderByDescending(group => group.Key))
        {
            await Task.WhenAll(stage.Where(subscription => subscription.HasStarted).Select(subscription => Stop(subscription, cancellationToken)));
            LowestStoppedStage = stage.Key;
        }
    }

    private static async Task Begin(Func<CancellationToken, Task> action, CancellationToken token) => await action(token);

    private async Task Stop(Subscription subscription, CancellationToken token)
    {
        subscription.HasStarted = false;
        try
        {
            await subscription.Observer.OnStop(token);
        }
        catch (Exception exception)
        {
            LogStopFailed(logger, exception, subscription.Name, subscription.Stage);
        }
    }

    private IGrouping<int, Subscription>[] Stages()
    {
        lock (_lock)
            return [.. _subscriptions.GroupBy(subscription => subscription.Stage)];
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
            _subscriptions.Remove(subscription);
    }

    private sealed class Subscription(LifecycleSubject owner, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name { get; } = name;

        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public bool HasStarted { get; set; }

        public void Dispose() => owner.Remove(this);
    }

    [LoggerMessage(EngineEvents.StageStopFailed, LogLevel.Warning, "{Observer} failed to stop in stage {Stage}.")]
    private static partial void LogStopFailed(ILogger logger, Exception exception, string observer, int stage);
}
