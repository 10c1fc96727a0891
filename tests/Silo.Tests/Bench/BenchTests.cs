using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Bench;

public sealed class BenchTests
{
    [Fact]
    public async Task Every_scanner_is_measured_alone_and_the_fastest_on_all_workers_with_one_checksum()
    {
        var result = await Minegrid.Run("bench", "--seconds", "0.1", "--scanner", "all", "--workers", "2", "--json");

        var rows = result.Expect(0).Events;
        Assert.All(rows, row => Assert.Equal("bench", row.GetProperty("event").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("mhs").GetDouble() > 0));
        Assert.Single(rows.Select(row => row.GetProperty("checksum").GetString()).Distinct());
        Assert.Equal("scalar", rows[^2].GetProperty("scanner").GetString());
        Assert.Equal([.. Enumerable.Repeat(1, rows.Length - 1), 2], rows.Select(row => row.GetProperty("workers").GetInt32()));
        Assert.Contains("scalar: self-test passed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_scanner_can_be_asked_for_and_people_get_a_table()
    {
        var result = await Minegrid.Run("bench", "--seconds", "0.1", "--scanner", "scalar", "--workers", "1");

        Assert.Matches(@"^scalar +1 worker +[0-9.]+ MH/s +checksum [0-9a-f]{8}$", Assert.Single(result.Expect(0).Lines));
    }
}
