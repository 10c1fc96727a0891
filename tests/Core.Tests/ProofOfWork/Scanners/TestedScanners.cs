using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>All that this CPU can run: those that it offers, and the forms of them that it would offer were it an older
/// one, or another.</summary>
internal static class TestedScanners
{
    private static readonly NonceScanner[] OtherForms =
    [
        new KernelScanner<HeaderVector256Affine, RolledVector256Affine, BlockVector256Affine>("vector256 with affine functions"),
        new KernelScanner<HeaderVector128Affine, RolledVector128Affine, BlockVector128Affine>("vector128 with affine functions"),
        new KernelScanner<HeaderVector256, RolledVector256, BlockVector256>("vector256 without rotations"),
        new KernelScanner<HeaderVector128, RolledVector128, BlockVector128>("vector128 without rotations"),
        new InstructionScanner<EmulatedSha256Instructions>("arm-sha256 emulated"),
    ];

    public static IReadOnlyDictionary<string, NonceScanner> All { get; } = NonceScanners.All.Concat(OtherForms)
        .Where(scanner => scanner.IsSupported)
        .ToDictionary(scanner => scanner.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;
}
