using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>Random questions with several versions a nonce: ranges begin and end at any version, nonces at all edges.</summary>
internal sealed record VersionScanQuestion(byte[] Header, UInt256 Target, ulong First, ulong Count, int Capacity)
{
    public static Arbitrary<VersionScanQuestion> Arbitrary { get; } = (
        from question in ScanQuestion.Arbitrary.Generator
        from version in Gen.Choose(0, VersionRolling.SharedVersions - 1)
        from count in Gen.Choose(0, 1_200)
        select new VersionScanQuestion(question.Header, question.Target,
            ((ulong)question.First << VersionRolling.SharedBits) | (uint)version, (ulong)count, question.Capacity)).ToArbitrary();

    public override string ToString() =>
        $"header {Convert.ToHexString(Header)}, target {Target}, {Count} candidates from {First}, room for {Capacity} hits";
}
