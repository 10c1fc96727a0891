using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>All that this CPU can run: those that it offers, and the forms of them that it would offer were it an older
/// one, or another.</summary>
internal static class TestedScanners
{
    private static readonly NonceScanner[] OtherForms =
    [
        new KernelScanner<HeaderVector256Affine<FirstCopy>, RolledVector256Affine<FirstCopy>, BlockVector256Affine<FirstCopy>>("vector256 with affine functions"),
        new KernelScanner<HeaderVector128Affine<FirstCopy>, RolledVector128Affine<FirstCopy>, BlockVector128Affine<FirstCopy>>("vector128 with affine functions"),
        new KernelScanner<HeaderVector256<FirstCopy>, RolledVector256<FirstCopy>, BlockVector256<FirstCopy>>("vector256 without rotations"),
        new KernelScanner<HeaderVector128<FirstCopy>, RolledVector128<FirstCopy>, BlockVector128<FirstCopy>>("vector128 without rotations"),
        new InstructionScanner<EmulatedSha256Instructions>("arm-sha256 emulated"),
    ];

    public static IReadOnlyDictionary<string, NonceScanner> All { get; } = NonceScanners.All.Concat(OtherForms)
        .Where(scanner => scanner.IsSupported)
        .ToDictionary(scanner => scanner.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;
}
