using System.Numerics;
using System.Runtime.Intrinsics;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>
/// Arm's instructions as the Arm Architecture Reference Manual's pseudocode has them (SHA256hash, SHA256SU0, SHA256SU1), so
/// that what is built on them is tested on every CPU.
/// </summary>
internal readonly struct EmulatedSha256Instructions : ISha256Instructions
{
    public static bool IsSupported => true;

    public static Vector128<uint> HashUpdate1(Vector128<uint> abcd, Vector128<uint> efgh, Vector128<uint> wk) =>
        Hash(abcd, efgh, wk).X;

    public static Vector128<uint> HashUpdate2(Vector128<uint> efgh, Vector128<uint> abcd, Vector128<uint> wk) =>
        Hash(abcd, efgh, wk).Y;

    public static Vector128<uint> ScheduleUpdate0(Vector128<uint> w0, Vector128<uint> w4)
    {
        uint[] following = [w0[1], w0[2], w0[3], w4[0]];
        return w0 + Vector128.Create(following.Select(
            w => BitOperations.RotateRight(w, 7) ^ BitOperations.RotateRight(w, 18) ^ (w >> 3)).ToArray());
    }

    public static Vector128<uint> ScheduleUpdate1(Vector128<uint> part, Vector128<uint> w8, Vector128<uint> w12)
    {
        uint[] seven = [w8[1], w8[2], w8[3], w12[0]];
        var next = new uint[4];
        for (var i = 0; i < 4; i++)
        {
            var two = i < 2 ? w12[2 + i] : next[i - 2];
            next[i] = part[i] + seven[i]
                + (BitOperations.RotateRight(two, 17) ^ BitOperations.RotateRight(two, 19) ^ (two >> 10));
        }
        return Vector128.Create(next);
    }

    private static (Vector128<uint> X, Vector128<uint> Y) Hash(Vector128<uint> x, Vector128<uint> y, Vector128<uint> w)
    {
        var (a, b, c, d) = (x[0], x[1], x[2], x[3]);
        var (e, f, g, h) = (y[0], y[1], y[2], y[3]);
        for (var i = 0; i < 4; i++)
        {
            var choose = (e & f) ^ (~e & g);
            var majority = (a & b) ^ (a & c) ^ (b & c);
            var temporary = h + choose + w[i]
                + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
            var sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            (h, g, f, e) = (g, f, e, d + temporary);
            (d, c, b, a) = (c, b, a, temporary + sum0 + majority);
        }
        return (Vector128.Create(a, b, c, d), Vector128.Create(e, f, g, h));
    }
}
