namespace MiningGrid.Engine.Tests.Grains;

internal sealed class RallyGrain : Grain, IRallyGrain
{
    public Task Hit() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        GrainFactory.GetGrain<IRallyGrain>(1 - this.GetPrimaryKeyLong()).Hit().Ignore();
        return Task.CompletedTask;
    }
}
