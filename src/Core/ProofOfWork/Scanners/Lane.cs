using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>One word: any CPU.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Lane(uint word) : ILanes<Lane>
{
    private readonly uint _word = word;

    public static bool IsSupported => true;

    public static int Count => 1;

    public static Lane Indices => default;

    public uint Word => _word;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Broadcast(uint word) => new(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane RotateRight(Lane words, [ConstantExpected] byte bits) => new(BitOperations.RotateRight(words._word, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane ShiftRight(Lane words, [ConstantExpected] byte bits) => new(words._word >> bits);

    public static ulong NotAbove(Lane words, Lane limit) => words._word <= limit._word ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator +(Lane left, Lane right) => new(left._word + right._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator &(Lane left, Lane right) => new(left._word & right._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator |(Lane left, Lane right) => new(left._word | right._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator ^(Lane left, Lane right) => new(left._word ^ right._word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator ~(Lane words) => new(~words._word);
}
