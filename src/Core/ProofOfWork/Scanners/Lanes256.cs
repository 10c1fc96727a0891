using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>8 words: AVX2.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Lanes256(Vector256<uint> words) : ILanes<Lanes256>
{
    private readonly Vector256<uint> _words = words;

    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    public static int Count => Vector256<uint>.Count;

    public static Lanes256 Indices => new(Vector256<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(uint word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 RotateRight(Lanes256 words, [ConstantExpected] byte bits) => 
        new((words._words >>> bits) | (words._words << (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftRight(Lanes256 words, [ConstantExpected] byte bits) => new(words._words >>> bits);

    public static ulong NotAbove(Lanes256 words, Lanes256 limit) =>
        Vector256.LessThanOrEqual(words._words, limit._words).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator &(Lanes256 left, Lanes256 right) => new(left._words & right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator |(Lanes256 left, Lanes256 right) => new(left._words | right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ^(Lanes256 left, Lanes256 right) => new(left._words ^ right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ~(Lanes256 words) => new(~words._words);
}
