using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// What a CPU can do at most: vector instructions that don't wait for each other, half additions and half logic. Rotations and
/// shifts run on half of the units on some CPUs, but are less than half of what SHA-256 is made of, so that this is the bound.
/// </summary>
public static class VectorPeak
{
    private const int PerTurn = 24;
    private const int Turns = 60_000; // a tenth of a millisecond

    private const MethodImplOptions AsItStands = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Measures for a millisecond or two.</summary>
    /// <param name="lanes">Words in the vectors: 4, 8 or 16, as this machine has them.</param>
    /// <returns>Instructions a second on one thread, the most that several short tries gave.</returns>
    public static double Measure(int lanes) => Best(lanes switch
    {
        16 => static turns => Run512(turns),
        8 => static turns => Run256(turns),
        _ => static turns => Run128(turns),
    });

    /// <summary>Measures the clock for a millisecond or two, by additions that wait for each other.</summary>
    /// <returns>Cycles a second.</returns>
    public static double MeasureClock() => Best(static turns => Cycles(turns));

    private static double Best(Action<int> loop)
    {
        loop(1); // compiles it
        var best = 0.0;
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            loop(Turns);
            best = Math.Max(best, PerTurn * Turns / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return best;
    }

    [MethodImpl(AsItStands)]
    private static ulong Cycles(int turns)
    {
        ulong x = 1;
        for (var i = 0; i < turns; i++)
        {
            x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7;
            x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7; x += x; x ^= 7;
        }
        return x;
    }

    [MethodImpl(AsItStands)]
    private static Vector512<uint> Run512(int turns)
    {
        var y = Vector512.Create(3u);
        var (x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11) = (y, y, y, y, y, y, y, y, y, y, y, y);
        for (var i = 0; i < turns; i++)
        {
            x0 += y; x1 += y; x2 += y; x3 += y; x4 += y; x5 += y; x6 += y; x7 += y; x8 += y; x9 += y; x10 += y; x11 += y;
            x0 ^= y; x1 ^= y; x2 ^= y; x3 ^= y; x4 ^= y; x5 ^= y; x6 ^= y; x7 ^= y; x8 ^= y; x9 ^= y; x10 ^= y; x11 ^= y;
        }
        return x0 ^ x1 ^ x2 ^ x3 ^ x4 ^ x5 ^ x6 ^ x7 ^ x8 ^ x9 ^ x10 ^ x11;
    }

    [MethodImpl(AsItStands)]
    private static Vector256<uint> Run256(int turns)
    {
        var y = Vector256.Create(3u);
        var (x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11) = (y, y, y, y, y, y, y, y, y, y, y, y);
        for (var i = 0; i < turns; i++)
        {
            x0 += y; x1 += y; x2 += y; x3 += y; x4 += y; x5 += y; x6 += y; x7 += y; x8 += y; x9 += y; x10 += y; x11 += y;
            x0 ^= y; x1 ^= y; x2 ^= y; x3 ^= y; x4 ^= y; x5 ^= y; x6 ^= y; x7 ^= y; x8 ^= y; x9 ^= y; x10 ^= y; x11 ^= y;
        }
        return x0 ^ x1 ^ x2 ^ x3 ^ x4 ^ x5 ^ x6 ^ x7 ^ x8 ^ x9 ^ x10 ^ x11;
    }

    [MethodImpl(AsItStands)]
    private static Vector128<uint> Run128(int turns)
    {
        var y = Vector128.Create(3u);
        var (x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11) = (y, y, y, y, y, y, y, y, y, y, y, y);
        for (var i = 0; i < turns; i++)
        {
            x0 += y; x1 += y; x2 += y; x3 += y; x4 += y; x5 += y; x6 += y; x7 += y; x8 += y; x9 += y; x10 += y; x11 += y;
            x0 ^= y; x1 ^= y; x2 ^= y; x3 ^= y; x4 ^= y; x5 ^= y; x6 ^= y; x7 ^= y; x8 ^= y; x9 ^= y; x10 ^= y; x11 ^= y;
        }
        return x0 ^ x1 ^ x2 ^ x3 ^ x4 ^ x5 ^ x6 ^ x7 ^ x8 ^ x9 ^ x10 ^ x11;
    }
}
