namespace MiningGrid.Core.ProofOfWork;

/// <summary>The scanners there are, and which of them this machine can run.</summary>
public static class NonceScanners
{
    /// <summary>Every scanner, the fastest first, whether or not this machine can run it.</summary>
    public static IReadOnlyList<NonceScanner> All { get; } =
    [
        new LaneScanner<Lanes512>("vector512"),
        new LaneScanner<Lanes256>("vector256"),
        new LaneScanner<Lanes128>("vector128"),
        new LaneScanner<Lane>("scalar"),
    ];

    /// <summary>The scanners that this machine can run, the fastest first. There is always at least "scalar".</summary>
    public static IReadOnlyList<NonceScanner> Supported { get; } = [.. All.Where(scanner => scanner.IsSupported)];

    /// <summary>The fastest one that this machine can run.</summary>
    public static NonceScanner Best => Supported[0];

    /// <summary>A scanner by its name.</summary>
    /// <param name="name">For example "vector512".</param>
    /// <returns>The scanner.</returns>
    /// <exception cref="ArgumentException">There is no such scanner, or this machine can't run it.</exception>
    public static NonceScanner Get(string name)
    {
        var scanner = All.FirstOrDefault(scanner => string.Equals(scanner.Name, name, StringComparison.OrdinalIgnoreCase));
        if (scanner?.IsSupported == true)
            return scanner;

        var wrong = scanner is null ? "is not known" : "can't run on this CPU";
        var allowed = string.Join(", ", Supported.Select(supported => supported.Name));
        throw new ArgumentException($"The scanner '{name}' {wrong}: allowed here are {allowed}.", nameof(name));
    }

    /// <summary>
    /// Lets a scanner find nonces that are known beforehand: Bitcoin's, and many small hits on and around the edges of
    /// ranges, told by the platform's SHA-256. Takes a few milliseconds.
    /// </summary>
    /// <param name="scanner">The scanner to test, one that this machine can run.</param>
    /// <exception cref="ScannerSelfTestException">It gave a wrong answer, or threw.</exception>
    public static void SelfTest(NonceScanner scanner) => ScannerSelfTest.Run(scanner);
}
