using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>256-bit numbers of every length, with runs of ones and zeros where carries go wrong.</summary>
internal static class Numbers
{
    public static Arbitrary<UInt256> Arbitrary { get; } = (
        from limbs in Gen.Elements(0UL, 1UL, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, 0xffff_ffffUL)
            .Or(ArbMap.Default.GeneratorFor<ulong>())
            .Or(Gen.Choose(int.MinValue, int.MaxValue).Two().Select(halves => ((ulong)(uint)halves.Item1 << 32) | (uint)halves.Item2))
            .ListOf(4)
        from shift in Gen.Choose(0, 256)
        select FromLimbs(limbs.ToArray()) >> shift).ToArbitrary();

    private static UInt256 FromLimbs(ulong[] limbs) =>
        limbs.Aggregate(UInt256.Zero, (number, limb) => (number << 64) | limb);
}
