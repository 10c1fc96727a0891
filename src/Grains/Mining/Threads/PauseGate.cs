namespace MiningGrid.Grains.Mining;

/// <summary>Where workers wait while mining rests. An open gate costs a look at a flag.</summary>
internal sealed class PauseGate
{
    private readonly object _changed = new();
    private volatile bool _isClosed;

    public bool IsClosed => _isClosed;

    /// <summary>Closes or opens it; returns whether that was a change.</summary>
    public bool Set(bool closed)
    {
        lock (_changed)
        {
            if (_isClosed == closed)
                return false;
            _isClosed = closed;
            Monitor.PulseAll(_changed);
            return true;
        }
    }

    /// <summary>Waits until the gate opens or the slice is stopped.</summary>
    public void Pass(SliceWork work)
    {
        if (!_isClosed)
            return;
        lock (_changed)
        {
            while (_isClosed && !work.IsStopped)
                Monitor.Wait(_changed);
        }
    }

    /// <summary>A slice was stopped: if a worker waits with it, it goes on.</summary>
    public void Nudge()
    {
        // Whoever closes the gate after this look at it sees the stop.
        Interlocked.MemoryBarrier();
        if (!_isClosed)
            return;
        lock (_changed)
            Monitor.PulseAll(_changed);
    }
}
