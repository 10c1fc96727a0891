namespace Orleans;

/// <summary>Does its part when a stage starts and when it stops.</summary>
public interface ILifecycleObserver
{
    Task OnStart(CancellationToken cancellationToken = default);

    Task OnStop(CancellationToken cancellationToken = default);
}
