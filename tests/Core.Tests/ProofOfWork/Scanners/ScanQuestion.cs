using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>Random questions to a scanner, most of them where something could go wrong.</summary>
internal sealed record ScanQuestion(byte[] Header, UInt256 Target, uint First, ulong Count, int Capacity)
{
    public static Arbitrary<ScanQuestion> Arbitrary { get; } = (
        from header in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(NonceScanner.HeaderSize)
        from target in Targets
        from first in Firsts
        from count in Gen.Choose(0, 150)
        from capacity in Gen.Frequency((1, Gen.Constant(1)), (2, Gen.Choose(1, 20)), (3, Gen.Constant(1_000)))
        select new ScanQuestion(header, target, first, (ulong)count, capacity)).ToArbitrary();

    // Easy ones hit often. The others end in a word of ones or zeros, or anywhere between.
    private static Gen<UInt256> Targets => Gen.Frequency(
        (4, Gen.Choose(0, 7).Select(bits => UInt256.MaxValue >> bits)),
        (2, Numbers.Arbitrary.Generator.Select(number => number | ((UInt256)1 << 253))),
        (1, Numbers.Arbitrary.Generator),
        (1, Gen.Elements(UInt256.Zero, UInt256.MaxValue, UInt256.MaxValue - 1)));

    private static Gen<uint> Firsts => Gen.Frequency(
        (2, Gen.Choose(0, 40).Select(value => (uint)value)),
        (2, Gen.Choose(0, 160).Select(value => uint.MaxValue - (uint)value)),
        (1, Gen.Choose(-40, 40).Select(value => 0x8000_0000u + (uint)value)),
        (3, Gen.Choose(int.MinValue, int.MaxValue).Select(value => (uint)value)));

    public override string ToString() =>
        $"header {Convert.ToHexString(Header)}, target {Target}, {Count} nonces from {First}, room for {Capacity} hits";
}
