using MiningGrid.KernelGenerator.Emit;

namespace MiningGrid.KernelGenerator;

/// <summary>The files that there are.</summary>
public static class Kernels
{
    private static readonly IReadOnlyList<InstructionSet> Sets =
    [
        InstructionSets.Avx512, InstructionSets.Avx512Half, InstructionSets.Avx512Quarter, InstructionSets.Avx2, InstructionSets.Any128,
        InstructionSets.Avx2Affine, InstructionSets.Any128Affine,
    ];

    public static IReadOnlyList<(string File, string Text)> All { get; } =
    [
        AffineTable.File,
        .. Sets.Select(BlockKernel.Write),
        .. Sets.Select(HeaderKernel.Write),
        .. Sets.Select(RolledHeaderKernel.Write),
    ];
}
