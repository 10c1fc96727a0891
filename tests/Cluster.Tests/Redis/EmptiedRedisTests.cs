using MiningGrid.Cluster.Tests.Grids;

namespace MiningGrid.Cluster.Tests.Redis;

/// <summary>A Redis without a disk that was started again: its records are lost; who is in the grid is known to the silos.</summary>
public sealed class EmptiedRedisTests
{
    [Fact]
    public async Task It_is_told_again_who_is_in_the_grid_and_others_can_join()
    {
        await using var grid = await RunningGrid.Start(2);

        await grid.Redis.Ask(database => database.ExecuteAsync("FLUSHALL"));

        await Members(grid, 2);
        await grid.Grow();
        await Members(grid, 3);
    }

    private static Task Members(RunningGrid grid, int count) => GridEventually.Holds(async () =>
    {
        var fields = await grid.Redis.Ask(database => database.HashLengthAsync($"minegrid/members/{grid.ClusterId}"));
        return fields == count + 1 ? null : $"the membership has {fields} fields instead of the version and {count} silos";
    });
}
