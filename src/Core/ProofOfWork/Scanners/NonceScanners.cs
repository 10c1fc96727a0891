using System.Runtime.Intrinsics.X86;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>The scanners there are, and which of them this machine can run.</summary>
public static class NonceScanners
{
    /// <summary>Every scanner, the fastest first, whether or not this machine can run it.</summary>
    public static IReadOnlyList<NonceScanner> All { get; } =
    [
        new PlacedScanner(Vector512<FirstCopy>, Vector512<SecondCopy>, Vector512<ThirdCopy>),
        new PlacedScanner(Vector256<FirstCopy>, Vector256<SecondCopy>, Vector256<ThirdCopy>),
        new InstructionScanner<ArmSha256Instructions>("arm-sha256"),
        new PlacedScanner(Vector128<FirstCopy>, Vector128<SecondCopy>, Vector128<ThirdCopy>),
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

    private static KernelScanner<HeaderVector512<TCopy>, RolledVector512<TCopy>, BlockVector512<TCopy>> Vector512<TCopy>()
        where TCopy : struct, ICodeCopy => new("vector512");

    private static NonceScanner Vector256<TCopy>()
        where TCopy : struct, ICodeCopy =>
        Rotates ? new KernelScanner<HeaderVector256Rotating<TCopy>, RolledVector256Rotating<TCopy>, BlockVector256Rotating<TCopy>>("vector256")
        : HeaderVector256Affine<TCopy>.IsSupported ? new KernelScanner<HeaderVector256Affine<TCopy>, RolledVector256Affine<TCopy>, BlockVector256Affine<TCopy>>("vector256")
        : new KernelScanner<HeaderVector256<TCopy>, RolledVector256<TCopy>, BlockVector256<TCopy>>("vector256");

    private static NonceScanner Vector128<TCopy>()
        where TCopy : struct, ICodeCopy =>
        Rotates ? new KernelScanner<HeaderVector128Rotating<TCopy>, RolledVector128Rotating<TCopy>, BlockVector128Rotating<TCopy>>("vector128")
        : HeaderVector128Affine<TCopy>.IsSupported ? new KernelScanner<HeaderVector128Affine<TCopy>, RolledVector128Affine<TCopy>, BlockVector128Affine<TCopy>>("vector128")
        : new KernelScanner<HeaderVector128<TCopy>, RolledVector128<TCopy>, BlockVector128<TCopy>>("vector128");

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
