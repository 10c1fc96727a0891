using System.Collections.Concurrent;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>A thread that does nothing but hash, on the CPU or with a device of its own.</summary>
internal sealed class Worker
{
    private readonly int _number;
    private readonly Thread _thread;
    private readonly BlockingCollection<SliceWork> _queue;
    private readonly PauseGate _gate;
    private readonly NonceScanner _scanner;
    private readonly TimeProvider _time;
    private readonly Action<Slice> _ended;
    private readonly Func<Worker, Exception, bool>? _failed;
    private readonly Dictionary<Type, WorkerPace> _paces = [];
    private volatile SliceWork? _current;
    private long _busyTicks;

    /// <summary>Starts the thread.</summary>
    /// <param name="queue">What it takes slices from.</param>
    /// <param name="gate">Where it rests.</param>
    /// <param name="scanner">What it hashes with.</param>
    /// <param name="thread">What its thread is like.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">Hears of a solution that ends a search.</param>
    /// <param name="failed">Hears that its device failed, and says whether it is to go on all the same; null where there is no device.</param>
    public Worker(
        BlockingCollection<SliceWork> queue, PauseGate gate, NonceScanner scanner, WorkerThread thread, TimeProvider time,
        Action<Slice> ended, Func<Worker, Exception, bool>? failed = null)
    {
        _number = thread.Number;
        _failed = failed;
        _queue = queue;
        _gate = gate;
        _scanner = scanner;
        _time = time;
        _ended = ended;
        Meter = new RateMeter(time);
        _thread = thread.Start(Work);
    }

    public NonceScanner Scanner => _scanner;

    public RateMeter Meter { get; }

    /// <summary>When it last found a solution, on the clock's timestamps; 0 for never.</summary>
    public long FoundAt { get; private set; }

    /// <summary>When it last was done with a slice, on the clock's timestamps; 0 for never.</summary>
    public long EndedAt { get; private set; }

    /// <summary>Time that it spent on slices.</summary>
    public TimeSpan BusyTime => TimeSpan.FromTicks(Interlocked.Read(ref _busyTicks));

    public bool IsBusy => _current is not null;

    /// <summary>Stops the slice at hand; the queue's end ends the thread.</summary>
    public void StopCurrent() => _current?.Stop();

    public void StopIfEndedBy(Slice solved) => _current?.StopIfEndedBy(solved);

    public void Join() => _thread.Join();

    private void Work()
    {
        var buffer = new UInt128[64];
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            _current = work;
            _gate.Pass(work);
            if (_queue.IsAddingCompleted)
                work.Stop();
            var started = _time.GetTimestamp();
            var scan = work.Run(_number, _scanner, PaceOf(work.Puzzle), ref buffer, _time, _ended);
            EndedAt = _time.GetTimestamp();
            if (scan.Found > 0)
                FoundAt = EndedAt;
            var took = _time.GetElapsedTime(started, EndedAt);
            Interlocked.Add(ref _busyTicks, took.Ticks);
            Meter.Add(scan.Scanned, took);
            _current = null;
            if (work.Failure is { } failure && _failed?.Invoke(this, failure) == false)
                return;
        }
    }

    private WorkerPace PaceOf(Puzzle puzzle)
    {
        if (!_paces.TryGetValue(puzzle.GetType(), out var pace))
            _paces.Add(puzzle.GetType(), pace = new WorkerPace());
        return pace;
    }
}
