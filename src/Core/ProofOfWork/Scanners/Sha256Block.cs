using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>SHA-256's compression (FIPS 180-4, section 6.2.2) as the standard writes it: the reference for all kernels.</summary>
internal static unsafe class Sha256Block
{
    /// <summary>Bytes of a block: 64.</summary>
    public const int Size = 64;

    /// <summary>Takes one block into a state.</summary>
    /// <param name="state">8 words, read and written.</param>
    /// <param name="block">64 bytes.</param>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        var schedule = stackalloc uint[Sha256Constants.BlockWords];
        for (var i = 0; i < Sha256Constants.BlockWords; i++)
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);

        var variables = stackalloc uint[Sha256Constants.StateWords];
        state.CopyTo(new Span<uint>(variables, Sha256Constants.StateWords));
        Rounds(variables, schedule, 0, Sha256Constants.Rounds);
        for (var i = 0; i < Sha256Constants.StateWords; i++)
            state[i] += variables[i];
    }

    /// <summary>Runs rounds over a state, without the addition of the state before them.</summary>
    /// <param name="state">The 8 working variables, a to h; read and written.</param>
    /// <param name="schedule">
    /// The last 16 words of the message schedule, word t at t mod 16; read and written. At round 0 it is the block.
    /// </param>
    /// <param name="from">The first round, 0 to 16.</param>
    /// <param name="to">The round after the last one, up to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rounds(uint* state, uint* schedule, int from, int to)
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
                    + (BitOperations.RotateRight(w15, 7) ^ BitOperations.RotateRight(w15, 18) ^ (w15 >> 3))
                    + (BitOperations.RotateRight(w2, 17) ^ BitOperations.RotateRight(w2, 19) ^ (w2 >> 10));
                schedule[t & 15] = w;
            }

            var sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var choice = (e & f) ^ (~e & g);
            var sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var majority = (a & b) ^ (a & c) ^ (b & c);
            var temporary = h + w + Sha256Constants.Round[t] + sum1 + choice;

            (h, g, f, e) = (g, f, e, d + temporary);
            (d, c, b, a) = (c, b, a, temporary + sum0 + majority);
        }
        (state[0], state[1], state[2], state[3]) = (a, b, c, d);
        (state[4], state[5], state[6], state[7]) = (e, f, g, h);
    }
}
