namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// What a job searches: a linear space of positions, each of them a candidate. Whoever leases, splits and counts work
/// knows positions only. A puzzle never changes: any number of threads may use one.
/// </summary>
public abstract class Puzzle
{
    /// <summary>Takes what every puzzle has.</summary>
    /// <param name="target">The greatest hash that solves it.</param>
    /// <param name="size">How many positions there are.</param>
    private protected Puzzle(UInt256 target, UInt128 size) => (Target, Size) = (target, size);

    /// <summary>The greatest hash, as a number, that solves the puzzle.</summary>
    public UInt256 Target { get; }

    /// <summary>How many candidates there are: positions go from 0 to one less.</summary>
    public UInt128 Size { get; }

    /// <summary>Judges one candidate with the platform's SHA-256, whatever scanner claimed it.</summary>
    /// <param name="position">Any number; no solution is outside the puzzle.</param>
    /// <param name="hash">The candidate's hash; zero for a position outside.</param>
    /// <returns>Whether it is a solution.</returns>
    public bool Check(UInt128 position, out Hash256 hash)
    {
        hash = position < Size ? HashAt(position) : Hash256.Zero;
        return position < Size && hash.ToUInt256() <= Target;
    }

    /// <summary>
    /// Scans positions in ascending order, until the range is done, the buffer is full, or the stop is set.
    /// </summary>
    /// <param name="scanner">One that this machine can run; texts are hashed with the same instructions.</param>
    /// <param name="from">The first position; at the puzzle's end there is nothing to scan.</param>
    /// <param name="count">How many positions; what goes past the puzzle's end is left out.</param>
    /// <param name="found">
    /// At least one place. Receives exactly the solutions among the positions covered, ascending. When it fills, the last
    /// position covered is the last solution, so that a scan from there on misses nothing and reports nothing twice.
    /// </param>
    /// <param name="stop">Looked at at least every millisecond.</param>
    /// <returns>How many positions were covered from the first one on, and how many solutions there were.</returns>
    /// <exception cref="ArgumentException">There is no place for a solution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The first position is above the puzzle's end.</exception>
    public PuzzleScan Scan(NonceScanner scanner, UInt128 from, ulong count, Span<UInt128> found, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(scanner);
        ArgumentNullException.ThrowIfNull(stop);
        if (found.IsEmpty)
            throw new ArgumentException("A scan needs a place for at least one solution.", nameof(found));
        if (from > Size)
            throw new ArgumentOutOfRangeException(nameof(from), from, $"The position {from} is outside the puzzle: 0 to {Size} are allowed.");

        var rest = Size - from;
        return ScanRange(scanner, from, rest < count ? (ulong)rest : count, found, stop);
    }

    /// <summary>The hash of the candidate at a position that is within the puzzle.</summary>
    private protected abstract Hash256 HashAt(UInt128 position);

    /// <summary><see cref="Scan"/> of a range that is within the puzzle.</summary>
    private protected abstract PuzzleScan ScanRange(
        NonceScanner scanner, UInt128 from, ulong count, Span<UInt128> found, StopSignal stop);
}
