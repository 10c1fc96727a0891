using System.Buffers.Binary;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>What the first hash of all nonces of one header has in common.</summary>
internal sealed unsafe class HeaderMidstate
{
    /// <summary>The word of the second block that is the nonce.</summary>
    public const int NonceWord = 3;

    /// <summary>Words that kernels make their jobs of.</summary>
    public const int InputWords = Sha256Constants.StateWords + NonceWord;

    /// <summary>The state after the first 64 bytes.</summary>
    public uint[] FirstBlock { get; } = new uint[Sha256Constants.StateWords];

    /// <summary>The working variables in the second block, before the nonce enters.</summary>
    public uint[] BeforeNonce { get; } = new uint[Sha256Constants.StateWords];

    /// <summary>The second block's words before the nonce: the merkle root's end, time and bits.</summary>
    public uint[] Tail { get; } = new uint[NonceWord];

    public HeaderMidstate(ReadOnlySpan<byte> header)
    {
        Sha256Constants.Initial.CopyTo(FirstBlock);
        Sha256Block.Compress(FirstBlock, header[..Sha256Block.Size]);

        var schedule = stackalloc uint[Sha256Constants.BlockWords];
        for (var i = 0; i < NonceWord; i++)
        {
            Tail[i] = BinaryPrimitives.ReadUInt32BigEndian(header[(Sha256Block.Size + (4 * i))..]);
            schedule[i] = Tail[i];
        }
        FirstBlock.CopyTo(BeforeNonce);
        fixed (uint* state = BeforeNonce)
            Sha256Block.Rounds(state, schedule, 0, NonceWord);
    }

    /// <summary>The state after the first block, and the second block's words before the nonce.</summary>
    public void CopyInput(uint* input)
    {
        FirstBlock.CopyTo(new Span<uint>(input, Sha256Constants.StateWords));
        Tail.CopyTo(new Span<uint>(input + Sha256Constants.StateWords, NonceWord));
    }
}
