using System.Buffers.Binary;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>Scans on any CPU, with the rounds as the standard writes them.</summary>
internal sealed unsafe class ScalarScanner : SingleNonceScanner
{
    private const int TopWord = 7;

    // Three rounds before the last one, e already is what the last one leaves in h: the most significant word.
    private const int RoundsToTopWord = Sha256Constants.Rounds - 3;

    public override string Name => "scalar";

    public override bool IsSupported => true;

    private protected override uint TopWordOf(HeaderMidstate midstate, uint nonce)
    {
        var schedule = stackalloc uint[Sha256Constants.BlockWords];
        var state = stackalloc uint[Sha256Constants.StateWords];
        for (var i = 0; i < HeaderMidstate.NonceWord; i++)
            schedule[i] = midstate.Tail[i];
        schedule[HeaderMidstate.NonceWord] = BinaryPrimitives.ReverseEndianness(nonce);
        Pad(schedule, HeaderMidstate.NonceWord + 1, messageBytes: HeaderSize);
        for (var i = 0; i < Sha256Constants.StateWords; i++)
            state[i] = midstate.BeforeNonce[i];
        Sha256Block.Rounds(state, schedule, HeaderMidstate.NonceWord, Sha256Constants.Rounds);

        for (var i = 0; i < Sha256Constants.StateWords; i++)
        {
            schedule[i] = state[i] + midstate.FirstBlock[i];
            state[i] = Sha256Constants.Initial[i];
        }
        Pad(schedule, Sha256Constants.StateWords, messageBytes: Hash256.Size);
        Sha256Block.Rounds(state, schedule, 0, RoundsToTopWord);
        return BinaryPrimitives.ReverseEndianness(state[4] + Sha256Constants.Initial[TopWord]);
    }

    private static void Pad(uint* schedule, int word, uint messageBytes)
    {
        schedule[word++] = Sha256Constants.EndOfMessage;
        while (word < Sha256Constants.BlockWords - 1)
            schedule[word++] = 0;
        schedule[word] = 8 * messageBytes;
    }
}
