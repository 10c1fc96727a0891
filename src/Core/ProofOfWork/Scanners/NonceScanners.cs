using System.Runtime.Intrinsics.X86;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>The scanners there are, and which of them this machine can run.</summary>
public static class NonceScanners
{
    /// <summary>Every scanner, the fastest first, whether or not this machine can run it.</summary>
    public static IReadOnlyList<NonceScanner> All { get; } =
    [
        new KernelScanner<HeaderVector512, RolledVector512, BlockVector512>("vector512"),
        Rotates
            ? new KernelScanner<HeaderVector256Rotating, RolledVector256Rotating, BlockVector256Rotating>("vector256")
            : HeaderVector256Affine.IsSupported
                ? new KernelScanner<HeaderVector256Affine, RolledVector256Affine, BlockVector256Affine>("vector256")
                : new KernelScanner<HeaderVector256, RolledVector256, BlockVector256>("vector256"),
        new InstructionScanner<ArmSha256Instructions>("arm-sha256"),
        Rotates
            ? new KernelScanner<HeaderVector128Rotating, RolledVector128Rotating, BlockVector128Rotating>("vector128")
            : HeaderVector128Affine.IsSupported
                ? new KernelScanner<HeaderVector128Affine, RolledVector128Affine, BlockVector128Affine>("vector128")
                : new KernelScanner<HeaderVector128, RolledVector128, BlockVector128>("vector128"),
        new ScalarScanner(),
    ];

    /// <summary>The scanners that this machine can run, the fastest first. There is always at least "scalar".</summary>
    public static IReadOnlyList<NonceScanner> Supported { get; } = [.. All.Where(scanner => scanner.IsSupported)];

    /// <summary>The fastest one that this machine can run. Where two are close a measurement decides, once a process.</summary>
    public static NonceScanner Best => Choice.Scanner;

    /// <summary>The fastest one, and why it is taken for that.</summary>
    public static ScannerChoice Choice => LazyChoice.Value;

    // AVX-512's rotations and three-operand logic, on vectors of every width.
    private static bool Rotates => Avx512F.VL.IsSupported;

    private static readonly Lazy<ScannerChoice> LazyChoice = new(() => ScannerChoice.Make(Supported));

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
    /// ranges, told by the platform's SHA-256, with one version and with rolled ones; and to solve classic puzzles. Takes a few
    /// milliseconds, and some tens more where it compiles the scanner's kernels.
    /// </summary>
    /// <param name="scanner">The scanner to test, one that this machine can run.</param>
    /// <exception cref="ScannerSelfTestException">It gave a wrong answer, or threw.</exception>
    public static void SelfTest(NonceScanner scanner) => ScannerSelfTest.Run(scanner);
}
