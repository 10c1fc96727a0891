using System.Runtime.CompilerServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// SHA-256's compression (FIPS 180-4, section 6.2.2) of as many blocks side by side as the lanes have words.
/// One rolled loop, so that one readable form serves every width and the JIT inlines all of it.
/// </summary>
internal static unsafe class Sha256Lanes<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Runs rounds over a state, without the addition of the state before them.</summary>
    /// <param name="state">The 8 working variables, a to h; read and written.</param>
    /// <param name="schedule">
    /// The last 16 words of the message schedule, word t at t mod 16; read and written. At round 0 it is the block.
    /// </param>
    /// <param name="from">The first round, 0 to 16.</param>
    /// <param name="to">The round after the last one, up to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rounds(TLanes* state, TLanes* schedule, int from, int to)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = from; t < to; t++)
        {
            var w = schedule[t & 15];
            if (t >= 16)
            {
                var w15 = schedule[(t + 1) & 15];
                var w2 = schedule[(t + 14) & 15];
                w = w + schedule[(t + 9) & 15]
                    + (TLanes.RotateRight(w15, 7) ^ TLanes.RotateRight(w15, 18) ^ TLanes.ShiftRight(w15, 3))
                    + (TLanes.RotateRight(w2, 17) ^ TLanes.RotateRight(w2, 19) ^ TLanes.ShiftRight(w2, 10));
                schedule[t & 15] = w;
            }

            var sum1 = TLanes.RotateRight(e, 6) ^ TLanes.RotateRight(e, 11) ^ TLanes.RotateRight(e, 25);
            var choice = (e & f) ^ (~e & g);
            var sum0 = TLanes.RotateRight(a, 2) ^ TLanes.RotateRight(a, 13) ^ TLanes.RotateRight(a, 22);
            var majority = (a & b) ^ (a & c) ^ (b & c);
            var temporary = h + w + TLanes.Broadcast(Sha256Constants.Round[t]) + sum1 + choice;

            (h, g, f, e) = (g, f, e, d + temporary);
            (d, c, b, a) = (c, b, a, temporary + sum0 + majority);
        }
        (state[0], state[1], state[2], state[3]) = (a, b, c, d);
        (state[4], state[5], state[6], state[7]) = (e, f, g, h);
    }
}
