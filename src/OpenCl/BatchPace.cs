using System.Diagnostics;

namespace MiningGrid.OpenCl;

/// <summary>How many candidates a device does in the time that a batch may take. Threads may share it.</summary>
internal sealed class BatchPace
{
    /// <summary>The fewest candidates of a batch.</summary>
    public const uint Least = 1 << 10;

    /// <summary>The most.</summary>
    public const uint Most = 1 << 28;

    private const uint First = 1 << 14;

    // Of what was measured before, what a new batch leaves. A batch whose end was seen late makes the next one look short: together they are right.
    private const double Kept = 0.75;

    // Two are under way, and a stop is to take effect within two milliseconds.
    private static readonly double Ticks = Stopwatch.Frequency * 0.000_6;

    private readonly Lock _lock = new();
    private double _count;
    private double _ticks;
    private volatile uint _size = First;

    public uint Size => _size;

    /// <summary>A batch of that size took so long.</summary>
    public void Took(uint count, long ticks)
    {
        lock (_lock)
        {
            // A far smaller one, at the end of a scan, says little of the device.
            if (count < _size / 2)
                return;
            _count = (Kept * _count) + count;
            _ticks = (Kept * _ticks) + ticks;
            var wanted = _ticks > 0 ? _count * (Ticks / _ticks) : Most;
            // Twice as many at once: the first measurement of a device that was idle says little.
            _size = (uint)Math.Clamp(Math.Min(wanted, 2.0 * _size), Least, Most);
        }
    }
}
