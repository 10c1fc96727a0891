using System.Buffers.Binary;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>SHA-256's compression of one block: what midstates are made with.</summary>
internal static unsafe class Sha256Block
{
    /// <summary>Bytes of a block: 64.</summary>
    public const int Size = 64;

    /// <summary>Takes one block into a state.</summary>
    /// <param name="state">8 words, read and written.</param>
    /// <param name="block">64 bytes.</param>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        var schedule = stackalloc Lane[Sha256Constants.BlockWords];
        for (var i = 0; i < Sha256Constants.BlockWords; i++)
            schedule[i] = new(BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]));

        var variables = stackalloc Lane[Sha256Constants.StateWords];
        for (var i = 0; i < Sha256Constants.StateWords; i++)
            variables[i] = new(state[i]);
        Sha256Lanes<Lane>.Rounds(variables, schedule, 0, Sha256Constants.Rounds);
        for (var i = 0; i < Sha256Constants.StateWords; i++)
            state[i] += variables[i].Word;
    }
}
