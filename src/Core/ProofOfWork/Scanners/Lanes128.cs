using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>4 words: SSE2, or Arm's AdvSimd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Lanes128(Vector128<uint> words) : ILanes<Lanes128>
{
    private readonly Vector128<uint> _words = words;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => Vector128<uint>.Count;

    public static Lanes128 Indices => new(Vector128<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(uint word) => new(Vector128.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 RotateRight(Lanes128 words, [ConstantExpected] byte bits) => 
        new((words._words >>> bits) | (words._words << (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftRight(Lanes128 words, [ConstantExpected] byte bits) => new(words._words >>> bits);

    public static ulong NotAbove(Lanes128 words, Lanes128 limit) =>
        Vector128.LessThanOrEqual(words._words, limit._words).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator &(Lanes128 left, Lanes128 right) => new(left._words & right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator |(Lanes128 left, Lanes128 right) => new(left._words | right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ^(Lanes128 left, Lanes128 right) => new(left._words ^ right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ~(Lanes128 words) => new(~words._words);
}
