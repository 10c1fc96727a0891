using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Clusters;

public class PlacementTests
{
    [Fact]
    public async Task A_hashed_grain_comes_back_where_it_was()
    {
        await using var cluster = await LoopCluster.Start(3);
        var places = new HashSet<SiloAddress>();
        for (var key = 0; key < 50; key++)
        {
            var first = cluster.GrainsOf(cluster.Active[0]).GetGrain<IHereGrain>($"{key}", typeof(HashedGrain).FullName);
            var place = await first.Silo();
            places.Add(place);
            await first.Deactivate();
            await Eventually.That(() => !cluster.CatalogOf(place).Activations.Any(), "the grain to be gone");
            Assert.Equal(place, await cluster.GrainsOf(cluster.Active[2]).GetGrain<IHereGrain>($"{key}", typeof(HashedGrain).FullName).Silo());
            await first.Deactivate();
            await Eventually.That(() => !cluster.CatalogOf(place).Activations.Any(), "the grain to be gone again");
        }

        Assert.Equal(3, places.Count);
    }

    [Fact]
    public async Task Placement_by_count_evens_out()
    {
        await using var grid = await TestGrid.Start(3);
        for (var key = 0; key < 60; key++)
            await grid.GrainsOf(0).GetGrain<INearGrain>($"{key}").Count();
        await Eventually.That(() => Enumerable.Range(0, 3).All(silo => KnowsOf(grid, silo, 0) >= 60), "all silos to know that the first one has grains");
        for (var key = 0; key < 60; key++)
            await grid.GrainsOf(key % 3).GetGrain<IHereGrain>($"{key}", typeof(EvenGrain).FullName).Count();
        // Only when both silos that are looked at have as many does the first one get another.
        var counts = Enumerable.Range(0, 3).Select(silo => grid.ServiceOf<Catalog>(silo).Activations.Count(activation => activation.GrainInstance is EvenGrain)).ToArray();
        Assert.Equal(60, counts.Sum());
        Assert.All(counts[1..], count => Assert.True(count > counts[0], $"A silo with few grains has got {count}, the one with many {counts[0]}."));
    }

    [Fact]
    public void Of_two_silos_the_less_loaded_is_chosen()
    {
        var counts = new ActivationCounts();
        SiloAddress[] silos = [SiloAddress.Parse("127.0.0.1:1@1"), SiloAddress.Parse("127.0.0.1:2@1")];
        counts.Set(silos[0], 10);
        counts.Set(silos[1], 5);
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(silos[1], counts.LessLoaded(silos)));
        counts.Forget(silos[0]);
        Assert.Equal(silos[0], counts.LessLoaded(silos));
        Assert.Equal(silos[1], counts.LessLoaded([silos[1]]));
    }

    private static int KnowsOf(TestGrid grid, int silo, int of) => grid.ServiceOf<ActivationCounts>(silo).CountOf(grid[of].SiloAddress);
}
