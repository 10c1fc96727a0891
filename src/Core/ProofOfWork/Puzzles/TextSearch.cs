namespace MiningGrid.Core.ProofOfWork;

/// <summary>Hashes texts with a counted number behind them. One thread's, and for one scan.</summary>
internal abstract class TextSearch : IDisposable
{
    /// <summary>Hashes some numbers.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many there may be, at least one; none is above 2^64 − 1.</param>
    /// <param name="limit">Of the first word of a hash.</param>
    /// <param name="candidates">Bit i is set where the first word of the hash of number first + i is not above the limit.</param>
    /// <returns>How many numbers were hashed, 1 to 64.</returns>
    public abstract uint Next(ulong first, ulong count, uint limit, out ulong candidates);

    public abstract void Dispose();
}
