using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

public class DifficultyPropertyTests
{
    private const int Interval = 8;

    private static readonly Gen<UInt256> Limits = Gen.Choose(1, 256).Select(bits => UInt256.MaxValue >> (256 - bits));

    private static readonly Gen<DifficultyRule> Rules =
        from limit in Limits
        from spacing in Gen.Elements(1, 10, 600, DifficultyRule.MaxSpacingSeconds)
        from easy in ArbMap.Default.GeneratorFor<bool>()
        from halfLife in Gen.Elements(1, 3600, int.MaxValue)
        from rule in Gen.Elements<DifficultyRule>(
            new FixedDifficulty(limit, spacing),
            new BitcoinDifficulty(limit, spacing, Interval, retargets: true, easy),
            new DarkGravityWave(limit, spacing, easy),
            new AsertDifficulty(limit, spacing, halfLife))
        select rule;

    // Times go where miners want them to, backwards too.
    private static readonly Gen<uint[]> Times =
        from steps in Gen.OneOf(Gen.Choose(-1000, 1000), Gen.Choose(-20, 20), Gen.Choose(int.MinValue / 2, int.MaxValue / 2)).ListOf(60)
        select steps.Select(step => (uint)(1_700_000_000 + step)).ToArray();

    [Fact]
    public void No_target_is_zero_or_above_the_limit() =>
        Prop.ForAll(
            (from rule in Rules from times in Times from start in Gen.Choose(0, 255) select (rule, times, start)).ToArbitrary(),
            chain =>
            {
                foreach ((CompactTarget bits, _) in Walk(chain.rule, chain.times, chain.start))
                {
                    if (!bits.TryGetTarget(out UInt256 target) || target > chain.rule.Limit)
                        return false;
                }

                return true;
            }).Check(300);

    [Fact]
    public void Bitcoins_target_changes_by_a_factor_of_four_at_most_and_only_at_the_end_of_a_period() =>
        Prop.ForAll(
            (from limit in Limits from times in Times from start in Gen.Choose(0, 255) select (rule: new BitcoinDifficulty(limit, 600, Interval), times, start)).ToArbitrary(),
            chain =>
            {
                foreach ((CompactTarget bits, PastBlock parent) in Walk(chain.rule, chain.times, chain.start))
                {
                    UInt256 old = Target.FromCompact(parent.Bits);
                    UInt256 next = Target.FromCompact(bits);
                    bool changed = bits != parent.Bits;
                    if (changed && (parent.Height + 1) % Interval != 0)
                        return false;

                    // The compact form rounds down, and so does the least target allowed; none is less than 1.
                    UInt256 least = Target.FromCompact(CompactTarget.FromTarget(old < 4 ? 1 : old >> 2));
                    if (next < least || (next >> 2) > old || !chain.rule.PermitsTransition(parent.Height + 1, parent.Bits, bits))
                        return false;
                }

                return true;
            }).Check(300);

    [Fact]
    public void Scaling_is_exact_whatever_the_numbers() =>
        Prop.ForAll(
            Numbers.Arbitrary.Generator.Two().SelectMany(pair => Numerators.Two().Select(parts => (pair, parts))).ToArbitrary(),
            numbers =>
            {
                (UInt256 target, UInt256 limit) = numbers.pair;
                var (numerator, denominator) = numbers.parts;
                var exact = Big(target) * numerator / denominator;
                return Big(TargetMath.Scale(target, numerator, denominator, limit)) == System.Numerics.BigInteger.Min(exact, Big(limit));
            }).Check(2000);

    [Fact]
    public void Scaling_by_a_power_of_two_is_exact_whatever_the_numbers() =>
        Prop.ForAll(
            (from target in Numbers.Arbitrary.Generator
             from limit in Numbers.Arbitrary.Generator
             from factor in Gen.Choose(65_536, 131_072)
             from shift in Gen.Choose(-300, 300)
             select (target, limit, factor, shift)).ToArbitrary(),
            numbers =>
            {
                var product = Big(numbers.target) * numbers.factor;
                var exact = numbers.shift < 0 ? product >> -numbers.shift : product << numbers.shift;
                UInt256 scaled = TargetMath.ScaleByPowerOfTwo(numbers.target, (ulong)numbers.factor, numbers.shift, numbers.limit);
                return Big(scaled) == System.Numerics.BigInteger.Min(exact, Big(numbers.limit));
            }).Check(2000);

    private static Gen<ulong> Numerators { get; } = Gen.OneOf(Gen.Choose(1, 100).Select(n => (ulong)n), Gen.Choose(1, int.MaxValue).Select(n => (ulong)n << 20));

    private static IEnumerable<(CompactTarget Bits, PastBlock Parent)> Walk(DifficultyRule rule, uint[] times, int easeShift)
    {
        UInt256 first = rule.Limit >> Math.Min(easeShift, rule.Limit.BitLength - 1);
        var window = DifficultyWindow.StartAt(rule, new PastBlock(0, times[0], CompactTarget.FromTarget(first)));
        foreach (uint time in times.Skip(1))
        {
            CompactTarget bits = window.NextBits(time);
            yield return (bits, window.Tip);
            window = window.Append(time, bits);
        }
    }

    private static System.Numerics.BigInteger Big(UInt256 number) => new(number.ToBytes(), isUnsigned: true);
}
