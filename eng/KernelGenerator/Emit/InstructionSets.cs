namespace MiningGrid.KernelGenerator.Emit;

/// <summary>The kinds of CPU that kernels are made for.</summary>
public static class InstructionSets
{
    /// <summary>AVX-512: 32 registers hold two streams and the newest words.</summary>
    public static InstructionSet Avx512 { get; } = new()
    {
        Name = "Vector512", Vector = "Vector512", Lanes = 16, Streams = 2, RoundsInRegisters = 2,
        IsSupported = "Avx512BW.IsSupported && Vector512.IsHardwareAccelerated", Avx512 = "Avx512F",
    };

    /// <summary>AVX-512's instructions on half the width, for CPUs that slow down at the whole.</summary>
    public static InstructionSet Avx512Half { get; } = new()
    {
        Name = "Vector256Rotating", Vector = "Vector256", Lanes = 8, Streams = 2, RoundsInRegisters = 2,
        IsSupported = "Avx512F.VL.IsSupported", Avx512 = "Avx512F.VL",
    };

    /// <summary>AVX2: 16 registers, so one stream, and the schedule in memory.</summary>
    public static InstructionSet Avx2 { get; } = new()
    {
        Name = "Vector256", Vector = "Vector256", Lanes = 8, Streams = 1, RoundsInRegisters = 0,
        IsSupported = "Avx2.IsSupported",
    };

    /// <summary>Any CPU with vectors of 128 bits.</summary>
    public static InstructionSet Any128 { get; } = new()
    {
        Name = "Vector128", Vector = "Vector128", Lanes = 4, Streams = 1, RoundsInRegisters = 0, ReadsAligned = true,
        IsSupported = "Vector128.IsHardwareAccelerated",
    };

    /// <summary>AVX-512's instructions on vectors of 128 bits.</summary>
    public static InstructionSet Avx512Quarter { get; } = new()
    {
        Name = "Vector128Rotating", Vector = "Vector128", Lanes = 4, Streams = 2, RoundsInRegisters = 2,
        IsSupported = "Avx512F.VL.IsSupported", Avx512 = "Avx512F.VL",
    };
}
