namespace MiningGrid.Core.ProofOfWork;

/// <summary>Memory of kernels begins at a cache line: a vector that crosses two costs twice.</summary>
internal static unsafe class KernelMemory
{
    private const int Alignment = 64;

    /// <summary>Words to take so that so many can be aligned.</summary>
    public static int Aligned(int words) => words + (Alignment / sizeof(uint));

    /// <summary>The first aligned word.</summary>
    public static uint* Align(uint* memory) => (uint*)(((nuint)memory + Alignment - 1) & ~(nuint)(Alignment - 1));
}
