using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>Turns the bytes of each word in a vector round.</summary>
internal static class ByteOrder
{
    private static Vector128<byte> Reversed => Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Reverse(Vector128<uint> words) => Vector128.Shuffle(words.AsByte(), Reversed).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Reverse(Vector256<uint> words) =>
        Avx2.Shuffle(words.AsByte(), Vector256.Create(Reversed)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Reverse(Vector512<uint> words) =>
        Avx512BW.Shuffle(words.AsByte(), Vector512.Create(Reversed)).AsUInt32();
}
