using FsCheck;
using FsCheck.Fluent;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Jobs;

namespace MiningGrid.Grains.Tests.Jobs;

/// <summary>Any interleaving of leases, reports, expiries, late and double reports, deaths, lies, limits, restarts.</summary>
public sealed class LeaseBookPropertyTests
{
    private const int Size = 120;

    private static readonly LeaseBookBounds Wide = new(LeasesPerNode: 4, Retired: 1_000, FragmentsPerNode: 1_000);
    private static readonly LeaseBookBounds Narrow = new(
        LeasesPerNode: 2, Leases: 5, Fragments: 4, FragmentsPerLease: 2, Retired: 3, FragmentsPerNode: 2);

    [Fact]
    public void It_does_what_the_naive_book_does() => Check(Wide, withModel: true);

    [Fact]
    public void Bounded_tightly_it_still_loses_no_position_and_ends() => Check(Narrow, withModel: false);

    private static void Check(LeaseBookBounds bounds, bool withModel) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(BookStep.Scripts, script =>
        {
            var run = new BookRun(Size, bounds, withModel);
            foreach (var step in script)
                run.Play(step);
            run.Finish();
        }));
}
