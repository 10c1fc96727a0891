using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>16 words: AVX-512, which has a rotate of its own.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Lanes512(Vector512<uint> words) : ILanes<Lanes512>
{
    private readonly Vector512<uint> _words = words;

    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Count => Vector512<uint>.Count;

    public static Lanes512 Indices => new(Vector512<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(uint word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 RotateRight(Lanes512 words, [ConstantExpected] byte bits) => new(Avx512F.RotateRight(words._words, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftRight(Lanes512 words, [ConstantExpected] byte bits) => new(words._words >>> bits);

    public static ulong NotAbove(Lanes512 words, Lanes512 limit) =>
        Vector512.LessThanOrEqual(words._words, limit._words).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 left, Lanes512 right) => new(left._words & right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 left, Lanes512 right) => new(left._words | right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 left, Lanes512 right) => new(left._words ^ right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ~(Lanes512 words) => new(~words._words);
}
