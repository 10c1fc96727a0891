using Compact.Membership;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>A grain directory that has lost its entries is told again what each silo has, and no grain keeps two activations.</summary>
public class LostDirectoryTests
{
    [Fact]
    public async Task An_activation_that_is_registered_again_stays_the_only_one()
    {
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(3, directory: directory);
        var (a, c) = (cluster.Active[0], cluster.Active[2]);
        Assert.Equal(a, await Near(cluster, a).Silo());

        directory.Lose();
        Assert.True(await Repair(cluster, a));

        Assert.Equal(a, await Near(cluster, c).Silo());
        Assert.Empty(cluster.CatalogOf(c).Activations);
    }

    [Fact]
    public async Task Of_two_activations_the_one_that_is_registered_first_stays_and_all_calls_go_to_it()
    {
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(3, directory: directory);
        var (a, b, c) = (cluster.Active[0], cluster.Active[1], cluster.Active[2]);
        Assert.Equal(a, await Near(cluster, a).Silo());
        Assert.Equal(a, await Near(cluster, b).Silo());

        directory.Lose();
        Assert.Equal(c, await Near(cluster, c).Silo());
        Assert.True(await Repair(cluster, c));
        Assert.True(await Repair(cluster, a));

        await Eventually.That(() => !cluster.CatalogOf(a).Activations.Any(), "the activation that was registered second to be gone");
        foreach (var silo in cluster.Active)
            Assert.Equal(c, await Near(cluster, silo).Silo());
        Assert.Single(cluster.CatalogOf(c).Activations);
    }

    [Fact]
    public async Task No_grain_keeps_two_activations_whatever_is_called_meanwhile()
    {
        const int grains = 100;
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(3, directory: directory);
        await CallAll();

        directory.Lose();
        await Task.WhenAll(CallAll(), Task.WhenAll(cluster.Active.Select(silo => Repair(cluster, silo))), CallAll());
        await Task.WhenAll(cluster.Active.Select(silo => Repair(cluster, silo)));

        await Eventually.That(() => cluster.Active.Sum(silo => cluster.CatalogOf(silo).Activations.Count()) == grains, $"{grains} activations, one of each grain");
        var keys = cluster.Active.SelectMany(silo => cluster.CatalogOf(silo).Activations.Select(activation => activation.GrainId)).ToHashSet();
        Assert.Equal(grains, keys.Count);

        Task CallAll() => Task.WhenAll(
            from key in Enumerable.Range(0, grains)
            from silo in cluster.Active
            select Task.Run(() => cluster.GrainsOf(silo).Here($"{key}").Count()));
    }

    [Fact]
    public async Task A_directory_that_can_not_be_told_is_to_be_told_later()
    {
        var directory = new WatchedDirectory();
        await using var cluster = await LoopCluster.Start(2, directory: directory);
        var (a, b) = (cluster.Active[0], cluster.Active[1]);
        await Near(cluster, a).Silo();

        directory.Lose();
        directory.RegisterFailure = new TimeoutException("The directory is away.");
        Assert.False(await Repair(cluster, a));
        directory.RegisterFailure = null;
        Assert.True(await Repair(cluster, a));

        Assert.Equal(a, await Near(cluster, b).Silo());
    }

    private static INearGrain Near(LoopCluster cluster, SiloAddress silo) => cluster.GrainsOf(silo).GetGrain<INearGrain>("lost");

    private static Task<bool> Repair(LoopCluster cluster, SiloAddress silo) =>
        cluster.ServicesOf(silo)!.GetRequiredService<DirectoryRepair>().Repair(CancellationToken.None);
}
