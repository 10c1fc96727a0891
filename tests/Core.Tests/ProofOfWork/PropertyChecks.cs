using FsCheck;
using FsCheck.Fluent;

namespace MiningGrid.Core.Tests.ProofOfWork;

internal static class PropertyChecks
{
    /// <summary>Throws, with the smallest counterexample found, unless the property holds in all the cases.</summary>
    public static void Check(this Property property, int cases) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), property);
}
