namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Double SHA-256 of headers that differ in their nonce, a batch of streams × lanes at a time. Each stream has
/// some vectors of memory.
/// </summary>
internal unsafe interface IHeaderKernel
{
    /// <summary>Whether this CPU has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Nonces in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Vectors in a batch.</summary>
    static abstract int Streams { get; }

    /// <summary>Vectors of memory that each stream has.</summary>
    static abstract int Slots { get; }

    /// <summary>
    /// Instructions that a vector's hashes need at least, without moves, written in the leanest way: a CPU's ceiling is counted with it.
    /// </summary>
    static abstract int InstructionsPerVector { get; }

    /// <summary>Words that all nonces of a header have in common.</summary>
    static abstract int JobWords { get; }

    /// <summary>Computes those words.</summary>
    /// <param name="input">The state after the first block, and the second block's words before the nonce.</param>
    /// <param name="job">Receives them.</param>
    static abstract void Prepare(uint* input, uint* job);

    /// <summary>Puts a batch of nonces into memory.</summary>
    static abstract void PutNonces(uint first, uint* words);

    /// <summary>From the nonces in memory to the last word of the second hash.</summary>
    static abstract void Hash(uint* job, uint* words);

    /// <summary>Bit i is set where that word of hash i, the most significant one, is not above the limit.</summary>
    static abstract ulong NotAbove(uint limit, uint* words);
}
