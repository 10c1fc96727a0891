using System.Collections.Concurrent;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// Tells others what workers have to tell. Whoever wakes the thread pool may start a thread of it, and on Linux a thread inherits
/// niceness and affinity of the one that starts it: were that a worker, part of the silo would stand back behind others like it.
/// </summary>
internal sealed class AnswerThread : IDisposable
{
    // Never more than one for each slice that somebody waits for, and those are bounded.
    private readonly BlockingCollection<Action> _answers = [];
    private readonly Thread _thread;

    public AnswerThread()
    {
        _thread = new Thread(Work) { Name = "MiningGrid answers", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Has it done on this thread, in the order of the calls.</summary>
    public void Post(Action answer) => _answers.Add(answer);

    /// <summary>Ends the thread after all that was posted.</summary>
    public void Dispose()
    {
        _answers.CompleteAdding();
        _thread.Join();
        _answers.Dispose();
    }

    private void Work()
    {
        foreach (var answer in _answers.GetConsumingEnumerable())
            answer();
    }
}
