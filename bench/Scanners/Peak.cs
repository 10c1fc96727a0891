using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiningGrid.Bench.Scanners;

/// <summary>What a CPU can do at most: instructions that don't wait for each other, half additions and half logic.</summary>
internal static class Peak
{
    /// <summary>Instructions of a turn of the loops.</summary>
    public const int PerTurn = 24;

    private const MethodImplOptions AsItStands = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>The loop for vectors of so many words.</summary>
    public static Action<int> Loop(int lanes) => lanes switch
    {
        16 => static turns => Run512(turns),
        8 => static turns => Run256(turns),
        _ => static turns => Run128(turns),
    };

    /// <summary>Cycles, one a step: each step waits for the one before.</summary>
    [MethodImpl(AsItStands)]
    public static ulong Cycles(int turns)
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
