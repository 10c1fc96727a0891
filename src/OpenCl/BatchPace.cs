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

    // Two are under way: a stop is to take effect within two milliseconds.
    private static readonly double Ticks = Stopwatch.Frequency * 0.000_75;

    private volatile uint _size = First;

    public uint Size => _size;

    /// <summary>A batch of that size took so long.</summary>
    public void Took(uint count, long ticks)
    {
        if (count != _size)
            return;
        var wanted = ticks > 0 ? count * (Ticks / ticks) : Most;
        // Twice as many at once: the first measurement of a device that was idle says little.
        _size = (uint)Math.Clamp(Math.Min(wanted, 2.0 * count), Least, Most);
    }
}
