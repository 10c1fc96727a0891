using System.Text.Json;
using MiningGrid.Core.ProofOfWork;
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
        Assert.All(rows, row => Assert.True(row.GetProperty("medianHs").GetDouble() > 0));
        foreach (var rolls in new[] { false, true })
        {
            var alike = rows.Where(row => row.GetProperty("rollsVersion").GetBoolean() == rolls);
            Assert.Single(alike.Select(row => row.GetProperty("checksum").GetString()).Distinct());
        }
        Assert.Equal("scalar", rows[^3].GetProperty("scanner").GetString());
        Assert.Equal([.. Enumerable.Repeat(1, rows.Length - 2), 2, 2], rows.Select(row => row.GetProperty("workers").GetInt32()));
        Assert.False(string.IsNullOrEmpty(rows[0].GetProperty("chosen").GetString()));
        Assert.Contains("scalar: self-test passed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_scanner_can_be_asked_for_and_people_get_a_table()
    {
        var result = await Minegrid.Run("bench", "--seconds", "0.1", "--scanner", "scalar", "--workers", "1");

        Assert.Collection(result.Expect(0).Lines,
            clock => Assert.Matches(@"^clock [0-9.]+ GHz", clock),
            choice => Assert.Matches(@"^choice: [a-z0-9-]+; .+", choice),
            nonces => Assert.Matches(@"^scalar +1 worker +nonces +[0-9.]+ [kM]H/s +±.+ checksum [0-9a-f]{8}$", nonces),
            versions => Assert.Matches(@"^scalar +1 worker +versions +[0-9.]+ [kM]H/s +±.+ checksum [0-9a-f]{8}$", versions));
    }

    [Fact]
    public async Task A_scanner_that_this_cpu_lacks_is_refused_with_those_that_there_are()
    {
        var lacking = NonceScanners.All.FirstOrDefault(scanner => !scanner.IsSupported);
        if (lacking is null)
            return;

        var result = await Minegrid.Run("bench", "--scanner", lacking.Name);

        Assert.Contains($"'{lacking.Name}' can't run on this CPU: allowed here are", result.Expect(2).Error, StringComparison.Ordinal);
    }

    // What the JIT makes of the kernels for older CPUs finds the same.
    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableAVX")]
    [InlineData("EnableHWIntrinsic")]
    public async Task Every_cpu_has_the_same_checksums(string switchedOff)
    {
        using var folder = new TempFolder();
        string[] bench = [Built.Minegrid, "bench", "--seconds", "0.1", "--scanner", "all", "--workers", "1", "--json"];
        await using var run = ProgramRun.Start("env", [$"DOTNET_{switchedOff}=0", Built.DotNet, .. bench], folder.Path);

        Assert.True(await run.WaitForExit() == 0, run.Describe("did not pass"));

        var older = new MinegridResult(0, run.Output, run.Error).Events;
        var here = (await Minegrid.Run(folder, [.. bench.Skip(1)])).Expect(0).Events;
        Assert.Equal(Checksums(here), Checksums(older));
    }

    private static IEnumerable<string?> Checksums(JsonElement[] rows) =>
        rows.Select(row => row.GetProperty("checksum").GetString()).Distinct().Order(StringComparer.Ordinal);
}
