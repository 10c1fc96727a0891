using System.Runtime.InteropServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// What kernels with affine functions of bytes take from memory, in vectors of both widths: aligned, and never freed. They are given an
/// address among them, from which the distance to each is one byte.
/// </summary>
internal static unsafe partial class AffineVectors
{
    private const int VectorBytes = 16;

    // Read each time: an address that the JIT knew would stand in the code once for each vector, ten bytes long.
    private static nint _of4 = Repeated(1);
    private static nint _of8 = Repeated(2);

    /// <summary>For vectors of four words.</summary>
    public static byte* Of4 => (byte*)Volatile.Read(ref _of4);

    /// <summary>For vectors of eight words.</summary>
    public static byte* Of8 => (byte*)Volatile.Read(ref _of8);

    private static nint Repeated(int times)
    {
        var source = MemoryMarshal.AsBytes(Quadwords);
        var width = VectorBytes * times;
        var vectors = (byte*)NativeMemory.AlignedAlloc((nuint)(source.Length * times), (nuint)width);
        for (var i = 0; i < source.Length * times; i++)
            vectors[i] = source[(i / width * VectorBytes) + (i % VectorBytes)];
        return (nint)(vectors + (Before * width));
    }
}
