using MiningGrid.Client;

namespace MiningGrid.Cli.Hosting;

/// <summary>A grid to talk to: one in this process, or one elsewhere.</summary>
internal abstract class GridSession : IAsyncDisposable
{
    public abstract IMiningGrid Client { get; }

    public abstract ValueTask DisposeAsync();
}
