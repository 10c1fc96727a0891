using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Grains;

internal sealed class LifeGrain : Grain, ILifeGrain, ILifecycleParticipant<IGrainLifecycle>, IAsyncDisposable
{
    private static int s_activations;
    private readonly int _activation = Interlocked.Increment(ref s_activations);
    private readonly Journal _journal;
    private readonly LifePlan _plan;

    public LifeGrain(Journal journal, LifePlan plan)
    {
        _journal = journal;
        _plan = plan;
        if (plan.OnConstruct() is { } failure)
            throw failure;
        journal.Write($"construct {this.GetPrimaryKeyString()}");
    }

    public void Participate(IGrainLifecycle lifecycle)
    {
        lifecycle.Subscribe<LifeGrain>(GrainLifecycleStage.Activate, _ => Write("start 2"), _ => Write("stop 2"));
        lifecycle.Subscribe<LifeGrain>(GrainLifecycleStage.SetupState, _ => Write("start 1"), _ => Write("stop 1"));
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _journal.Write("activating");
        await _plan.OnActivate(GrainContext.ObservableLifecycle);
        _journal.Write("active");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _journal.Write($"deactivating {reason.ReasonCode}");
        await _plan.OnDeactivate(cancellationToken);
    }

    public Task Touch() => Write("touch");

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task Delay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await Write("dispose");

    private Task Write(string entry)
    {
        _journal.Write(entry);
        return Task.CompletedTask;
    }
}
