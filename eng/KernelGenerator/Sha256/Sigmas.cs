namespace MiningGrid.KernelGenerator.Sha256;

/// <summary>The distances of FIPS 180-4, section 4.1.2: rotations to the right, and of the small sigmas a shift.</summary>
public static class Sigmas
{
    /// <summary>Of a: Σ0.</summary>
    public static (int X, int Y, int Z) Big0 => (2, 13, 22);

    /// <summary>Of e: Σ1.</summary>
    public static (int X, int Y, int Z) Big1 => (6, 11, 25);

    /// <summary>Of the word 15 before: σ0.</summary>
    public static (int X, int Y, int Shift) Small0 => (7, 18, 3);

    /// <summary>Of the word 2 before: σ1.</summary>
    public static (int X, int Y, int Shift) Small1 => (17, 19, 10);
}
