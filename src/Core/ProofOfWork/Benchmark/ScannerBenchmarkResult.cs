namespace MiningGrid.Core.ProofOfWork;

/// <summary>What a run of <see cref="ScannerBenchmark"/> measured.</summary>
/// <param name="Scanner">The scanner's name.</param>
/// <param name="Workers">On how many threads it ran.</param>
/// <param name="Hashes">How many double SHA-256 were computed within the time measured, on all threads.</param>
/// <param name="Elapsed">How long the longest thread took.</param>
/// <param name="HashesPerSecond">The sum of the threads' rates, each over its own time.</param>
/// <param name="Checksum">What was found in the work that every run does: the same on every scanner and machine.</param>
public sealed record ScannerBenchmarkResult(
    string Scanner, int Workers, ulong Hashes, TimeSpan Elapsed, double HashesPerSecond, uint Checksum)
{
    /// <summary>Whether versions were rolled: the work, and so the checksum, is another one then.</summary>
    public bool RollsVersion { get; init; }

    /// <summary>Vector instructions that a hash needs at least, without moves of data; 0 where nobody has counted them.</summary>
    public double InstructionsPerHash { get; init; }

    /// <summary>The sum of the threads' median rates over short pieces of work: what a moment's disturbance doesn't change.</summary>
    public double MedianHashesPerSecond { get; init; }

    /// <summary>
    /// How far apart the pieces' rates are: of the middle half of them the greatest less the smallest, over the median. 0.01 is a
    /// quiet machine.
    /// </summary>
    public double Spread { get; init; }

    /// <summary>The share of what as many of this CPU's cores could do at most.</summary>
    /// <param name="peak">Vector instructions a second on one thread (<see cref="VectorPeak.Measure"/>).</param>
    /// <returns>Null where the instructions are not counted.</returns>
    public double? ShareOf(double peak) =>
        InstructionsPerHash > 0 ? MedianHashesPerSecond * InstructionsPerHash / peak / Workers : null;

    /// <summary>The rate in MH/s, millions of hashes a second.</summary>
    public double MegahashesPerSecond => HashesPerSecond / 1e6;
}
