using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Grains;

/// <summary>A grain that does not derive from <see cref="Grain"/>.</summary>
internal sealed class PlainGrain(IGrainContext context, Journal journal) : IGrainBase, IPlainGrain
{
    public IGrainContext GrainContext { get; } = context;

    public Task OnActivateAsync(CancellationToken token)
    {
        journal.Write("activate");
        return Task.CompletedTask;
    }

    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}
