using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cli.Solo;

/// <summary>Shows a run. Blocks and progress may come at the same time.</summary>
internal interface ISoloDisplay : IAsyncDisposable
{
    void Started(SoloStart start);

    void Mined(BlockAccepted block);

    /// <summary>Called a few times a second.</summary>
    void Progressed(SoloProgress progress);

    Task Stopped(string message);
}
