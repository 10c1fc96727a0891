namespace MiningGrid.Engine.Tests.Grains;

/// <summary>What life grains are to do when they begin and end.</summary>
internal sealed class LifePlan
{
    public Func<ILifecycleObservable, Task> OnActivate { get; set; } = static _ => Task.CompletedTask;

    public Func<CancellationToken, Task> OnDeactivate { get; set; } = static _ => Task.CompletedTask;

    public Func<Exception?> OnConstruct { get; set; } = static () => null;
}
