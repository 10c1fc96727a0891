using Microsoft.Extensions.Logging;

namespace MiningGrid.Grains.Mining;

/// <summary>What the thread of a worker is like.</summary>
/// <param name="number">Which worker, from 0 on.</param>
/// <param name="nice">How far it stands back.</param>
/// <param name="core">The core that it is kept on; null for any.</param>
/// <param name="logger">Hears of what the system refuses.</param>
internal sealed partial class WorkerThread(int number, int nice, int? core, ILogger logger)
{
    /// <summary>Which worker it is.</summary>
    public int Number => number;

    public Thread Start(Action work)
    {
        var thread = new Thread(() =>
        {
            Prepare();
            work();
        })
        {
            Name = $"MiningGrid worker {number}",
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    private void Prepare()
    {
        if (!ThreadNiceness.Apply(nice))
            NotNice(logger, number, nice);
        if (core is { } only && !ThreadAffinity.Pin(only))
            NotPinned(logger, number, only);
    }

    [LoggerMessage(1323, LogLevel.Warning, "Worker {Worker} can't stand back (Mining:Nice {Nice}): the system refuses. The silo may answer slowly while it mines.")]
    private static partial void NotNice(ILogger logger, int worker, int nice);

    [LoggerMessage(1324, LogLevel.Warning, "Worker {Worker} can't be kept on core {Core} (Mining:Affinity): the system refuses. It runs on any.")]
    private static partial void NotPinned(ILogger logger, int worker, int core);
}
