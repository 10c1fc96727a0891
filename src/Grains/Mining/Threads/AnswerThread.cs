using System.Collections.Concurrent;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// Tells others what workers have to tell. Whoever wakes the thread pool may start a thread of it, and on Linux a thread inherits
/// niceness and affinity of the one that starts it: were that a worker, part of the silo would stand back behind others like it.
/// </summary>
internal sealed class AnswerThread : IDisposable
{
    // Never more than one for each slice that somebody waits for, and those are bounded.
    private readonly ConcurrentQueue<Action> _answers = new();

    // A blocking collection spins before it sleeps, and leaves its core to a worker meanwhile, for milliseconds.
    private readonly AutoResetEvent _posted = new(initialState: false);
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public AnswerThread()
    {
        _thread = new Thread(Work) { Name = "MiningGrid answers", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Has it done on this thread, in the order of the calls.</summary>
    public void Post(Action answer)
    {
        _answers.Enqueue(answer);
        _posted.Set();
    }

    /// <summary>Ends the thread after all that was posted.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _posted.Set();
        _thread.Join();
        _posted.Dispose();
    }

    private void Work()
    {
        bool isLast;
        do
        {
            _posted.WaitOne();
            isLast = _isEnding;
            while (_answers.TryDequeue(out var answer))
                answer();
        }
        while (!isLast);
    }
}
