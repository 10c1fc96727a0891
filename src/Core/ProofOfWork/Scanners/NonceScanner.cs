namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Searches the nonces of a block header. There are several ways to do it, and all find exactly the same.
/// A scanner holds no state: any number of threads may use one.
/// </summary>
public abstract class NonceScanner
{
    /// <summary>Bytes of a header: 80. The nonce is the last four of them, the least significant first.</summary>
    public const int HeaderSize = 80;

    /// <summary>What it is asked for by, for example "vector512".</summary>
    public abstract string Name { get; }

    /// <summary>Whether this machine can run it.</summary>
    public abstract bool IsSupported { get; }

    /// <summary>
    /// Vector instructions that a hash needs at least, without moves of data; 0 where nobody has counted them. What a CPU could do
    /// at most is its instructions a second divided by this.
    /// </summary>
    public virtual double InstructionsPerHash => 0;

    /// <summary><see cref="InstructionsPerHash"/> where several versions share a schedule.</summary>
    public virtual double InstructionsPerRolledHash => InstructionsPerHash;

    /// <summary>Words in the vectors that it computes with; 1 for none.</summary>
    public virtual int Lanes => 1;

    /// <summary>
    /// Scans nonces in ascending order, until the range is done, the buffer of hits is full, or the stop is set.
    /// </summary>
    /// <param name="header">80 bytes; its nonce is ignored.</param>
    /// <param name="target">The greatest double SHA-256 that is a hit.</param>
    /// <param name="first">The first nonce.</param>
    /// <param name="count">How many nonces; what goes past 2^32 − 1 is left out.</param>
    /// <param name="hits">
    /// At least one place. Receives exactly the hits among the nonces covered, ascending. When it fills, the last nonce
    /// covered is the last hit, so that a scan from there on misses nothing and reports nothing twice.
    /// </param>
    /// <param name="stop">Looked at at least every millisecond.</param>
    /// <returns>How many nonces were covered from the first one on, and how many of them hit.</returns>
    /// <exception cref="ArgumentException">The header has not 80 bytes, or there is no place for a hit.</exception>
    /// <exception cref="PlatformNotSupportedException">The scanner is not supported here.</exception>
    public abstract ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop);

    /// <summary>
    /// Scans nonces in ascending order, each with the <see cref="VersionRolling.SharedVersions"/> versions that differ in the lowest
    /// rolled bits. Candidate nonce · 16 + those bits is what numbers mean here; all else is as in <see cref="Scan"/>.
    /// </summary>
    /// <param name="header">80 bytes; its nonce and the lowest rolled bits of its version are ignored.</param>
    /// <param name="target">The greatest double SHA-256 that is a hit.</param>
    /// <param name="first">The first candidate.</param>
    /// <param name="count">How many candidates; what goes past 2^36 − 1 is left out.</param>
    /// <param name="hits">At least one place. Receives exactly the hits among the candidates covered, ascending.</param>
    /// <param name="stop">Looked at at least every millisecond.</param>
    /// <returns>How many candidates were covered from the first one on, and how many of them hit.</returns>
    /// <exception cref="ArgumentException">The header has not 80 bytes, or there is no place for a hit.</exception>
    /// <exception cref="PlatformNotSupportedException">The scanner is not supported here.</exception>
    public virtual ScanResult ScanVersions(
        ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckVersionsRange(header, first, count, hits);
        return VersionByVersion.Run(this, header, target, first, count, hits, stop);
    }

    /// <summary>Hashes texts with the same instructions.</summary>
    /// <param name="text">The bytes before the number.</param>
    /// <returns>A search for one scan.</returns>
    internal virtual TextSearch SearchText(byte[] text) => new ScalarTextSearch(text);

    /// <summary>Checks what every scanner is given, as <see cref="Scan"/> promises.</summary>
    /// <param name="header">80 bytes.</param>
    /// <param name="first">The first nonce.</param>
    /// <param name="count">How many nonces.</param>
    /// <param name="hits">At least one place.</param>
    /// <returns>How many nonces there are to scan, up to 2^32 − 1.</returns>
    protected ulong CheckRange(ReadOnlySpan<byte> header, uint first, ulong count, ReadOnlySpan<uint> hits)
    {
        Check(header, hits.Length);
        return Math.Min(count, (1UL << 32) - first);
    }

    /// <summary>Checks what every scanner is given, as <see cref="ScanVersions"/> promises.</summary>
    /// <param name="header">80 bytes.</param>
    /// <param name="first">The first candidate.</param>
    /// <param name="count">How many candidates.</param>
    /// <param name="hits">At least one place.</param>
    /// <returns>How many candidates there are to scan.</returns>
    protected ulong CheckVersionsRange(ReadOnlySpan<byte> header, ulong first, ulong count, ReadOnlySpan<ulong> hits)
    {
        Check(header, hits.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, VersionRolling.SharedCandidates);
        return Math.Min(count, VersionRolling.SharedCandidates - first);
    }

    private void Check(ReadOnlySpan<byte> header, int places)
    {
        if (!IsSupported)
            throw new PlatformNotSupportedException($"The scanner '{Name}' needs instructions that this CPU lacks.");
        if (header.Length != HeaderSize)
            throw new ArgumentException($"A block header has {HeaderSize} bytes, not {header.Length}.", nameof(header));
        if (places == 0)
            throw new ArgumentException("A scan needs a place for at least one hit.", nameof(places));
    }
}
