using FsCheck;
using FsCheck.Fluent;

namespace MiningGrid.Grains.Tests.Jobs;

internal enum BookMove
{
    Grant,
    Report,
    ReportAll,
    ReportByAnother,
    Wait,
    NodeGone,
    Distrust,
    Limit,
    Restart,
    Close,
}

/// <summary>One thing that happens to a lease book; what the numbers mean depends on the move.</summary>
internal sealed record BookStep(BookMove Move, int Node, int Lease, int A, int B, bool Flag)
{
    public string NodeId => $"node{Node}";

    /// <summary>Any interleaving of up to 80 steps, the usual ones more often.</summary>
    public static Arbitrary<BookStep[]> Scripts { get; } = Arb.From(
        Gen.Choose(0, 80).SelectMany(n => Gen.ArrayOf(Step(), n)),
        script => Enumerable.Range(0, script.Length).Select(i => script.Where((_, j) => j != i).ToArray()));

    private static Gen<BookStep> Step() =>
        from move in Gen.Frequency(
            (12, Gen.Constant(BookMove.Grant)),
            (12, Gen.Constant(BookMove.Report)),
            (4, Gen.Constant(BookMove.ReportAll)),
            (1, Gen.Constant(BookMove.ReportByAnother)),
            (4, Gen.Constant(BookMove.Wait)),
            (2, Gen.Constant(BookMove.NodeGone)),
            (2, Gen.Constant(BookMove.Distrust)),
            (1, Gen.Constant(BookMove.Limit)),
            (1, Gen.Constant(BookMove.Restart)),
            (1, Gen.Constant(BookMove.Close)))
        from node in Gen.Choose(0, 3)
        from lease in Gen.Choose(0, 11)
        from a in Gen.Choose(0, 39)
        from b in Gen.Choose(1, 40)
        from flag in Gen.Elements(true, false)
        select new BookStep(move, node, lease, a, b, flag);
}
