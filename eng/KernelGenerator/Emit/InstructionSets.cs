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

    /// <summary>
    /// AVX2 with affine functions of bytes. They make two streams worth their loads and stores; with less code for both, a CPU
    /// keeps it decoded.
    /// </summary>
    public static InstructionSet Avx2Affine { get; } = new()
    {
        Name = "Vector256Affine", Vector = "Vector256", Lanes = 8, Streams = 2, Lag = 8, RoundsInRegisters = 0, StateInMemory = true,
        MiddleRounds = 4, FirstHeadRounds = 16, SecondHeadRounds = 4,
        IsSupported = "Gfni.V256.IsSupported && Avx2.IsSupported", Affine = "Gfni.V256", Bytes = "Avx2",
    };

    /// <summary>The same on vectors of 128 bits: there are CPUs that have it without AVX.</summary>
    public static InstructionSet Any128Affine { get; } = Avx2Affine with
    {
        Name = "Vector128Affine", Vector = "Vector128", Lanes = 4, ReadsAligned = true,
        IsSupported = "Gfni.IsSupported && Ssse3.IsSupported", Affine = "Gfni", Bytes = "Ssse3",
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
