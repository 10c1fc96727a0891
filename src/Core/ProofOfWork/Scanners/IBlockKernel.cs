namespace MiningGrid.Core.ProofOfWork;

/// <summary>SHA-256's rounds over blocks side by side, a batch of streams × lanes at a time, in some vectors of memory.</summary>
internal unsafe interface IBlockKernel
{
    /// <summary>Whether this CPU has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Blocks in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Vectors in a batch.</summary>
    static abstract int Streams { get; }

    /// <summary>Vectors of memory that each stream has.</summary>
    static abstract int Slots { get; }

    /// <summary>Makes all blocks the same.</summary>
    static abstract void PutBlock(uint* block, uint* words);

    /// <summary>Makes one word of the blocks what they have in common, and each one's own bits, shifted.</summary>
    static abstract void PutDigits(int slot, uint common, uint* digits, int right, int left, uint* words);

    /// <summary>Makes all states the same, as they are before the rounds.</summary>
    static abstract void PutState(uint* state, uint* words);

    /// <summary>Adds the state before the rounds: so they are before the next block.</summary>
    static abstract void AddState(uint* state, uint* words);

    /// <summary>All rounds of the blocks.</summary>
    static abstract void Rounds(uint* words);

    /// <summary>Bit i is set where the first word of hash i is not above the limit.</summary>
    static abstract ulong NotAbove(uint limit, uint* words);
}
