using MiningGrid.Core.Ledger;
using MiningGrid.Silo.Tests.Processes;
using MiningGrid.Silo.Tests.Puzzles;

namespace MiningGrid.Silo.Tests.Grid;

/// <summary>The commands that talk to a grid, against a silo in a process of its own.</summary>
public sealed class GridCommandTests(GridProcess grid) : IClassFixture<GridProcess>
{
    private const string NeverSolved = "20";

    [Fact]
    public async Task A_chain_is_mined_stopped_looked_at_and_verified()
    {
        string[] chain = ["--chain", "mined", "--json"];
        var started = (await grid.Run(["mine", "start", "--zero-bits", "8", "--until", "20", "--target", SomeAddress(), .. chain])).Expect(0);
        Assert.Equal(SomeAddress(), started.Events.Single().GetProperty("rewardAddress").GetString());

        await using (var watch = grid.Start("watch", "--chain", "mined"))
        {
            await watch.WaitForLine("is not being mined, at height 20");
            watch.Interrupt();
            Assert.Equal(0, await watch.WaitForExit());
        }

        var status = (await grid.Run(["mine", "status", .. chain])).Expect(0).Events.Single();
        Assert.Equal((20, false), (status.GetProperty("height").GetInt64(), status.GetProperty("mining").GetBoolean()));
        var shown = (await grid.Run(["chain", "show", .. chain])).Expect(0).Events.Single();
        Assert.Equal(status.GetProperty("tip").GetString(), shown.GetProperty("tip").GetString());
        var block = (await grid.Run(["chain", "block", "20", .. chain])).Expect(0).Events.Single();
        Assert.Equal(status.GetProperty("tip").GetString(), block.GetProperty("hash").GetString());
        var byHash = (await grid.Run(["chain", "block", block.GetProperty("hash").GetString()!, .. chain])).Expect(0);
        Assert.Equal(20, byHash.Events.Single().GetProperty("height").GetInt64());
        var verified = (await grid.Run(["chain", "verify", .. chain])).Expect(0).Events.Single();
        Assert.Equal((true, 21), (verified.GetProperty("valid").GetBoolean(), verified.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task Mining_goes_on_without_the_command_until_it_is_stopped()
    {
        var started = (await grid.Run("mine", "start", "--chain", "endless", "--zero-bits", "250", "--target", SomeAddress())).Expect(0);
        Assert.Contains("mining      yes", started.Output, StringComparison.Ordinal);
        Assert.Contains("mining      yes", (await grid.Run("mine", "status", "--chain", "endless")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("mining      no", (await grid.Run("mine", "stop", "--chain", "endless")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("mining      no", (await grid.Run("mine", "stop", "--chain", "endless")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_puzzle_has_the_answer_of_the_classic_loop()
    {
        var (nonce, hash) = ClassicLoop.Solutions("grid", 3).First();
        var solved = (await grid.Run("puzzle", "grid", "--difficulty", "3", "--json")).Expect(0);
        var solution = solved.Events.Single();
        Assert.Equal((nonce, hash), (solution.GetProperty("nonce").GetUInt64(), solution.GetProperty("hash").GetString()));

        var all = (await grid.Run("puzzle", "grid", "--difficulty", "2", "--count", "20000", "--exhaustive", "--json")).Expect(0);
        Assert.Equal(
            ClassicLoop.Solutions("grid", 2).TakeWhile(one => one.Nonce < 20_000).Select(one => one.Nonce),
            all.Events.Select(one => one.GetProperty("nonce").GetUInt64()));
    }

    [Fact]
    public async Task A_search_is_left_to_the_grid_listed_shown_and_cancelled()
    {
        var id = (await grid.Run("puzzle", "left", "--difficulty", NeverSolved, "--detach")).Expect(0).Output.Trim();
        Assert.Contains((await grid.Run("jobs")).Expect(0).Lines, line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains("Running", StringComparison.Ordinal));
        Assert.Equal("running", (await grid.Run("job", id, "--json")).Expect(0).Events.Single().GetProperty("state").GetString());
        Assert.Contains("Cancelled", (await grid.Run("job", "cancel", id)).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains(
            (await grid.Run("jobs", "--json")).Expect(0).Events,
            job => job.GetProperty("id").GetString() == id && job.GetProperty("state").GetString() == "cancelled");
    }

    [Fact]
    public async Task Ctrl_C_cancels_a_search_that_is_waited_for()
    {
        await using var puzzle = grid.Start("puzzle", "interrupted", "--difficulty", NeverSolved);
        var line = await puzzle.WaitForLine("Ctrl-C cancels it");
        var id = line.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries)[1];
        puzzle.Interrupt();
        Assert.Equal(1, await puzzle.WaitForExit());
        Assert.Equal("cancelled", (await grid.Run("job", id, "--json")).Expect(0).Events.Single().GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_node_is_listed_once_or_for_as_long_as_one_looks()
    {
        var node = (await grid.Run("nodes", "--json")).Expect(0).Events.Single();
        Assert.Equal((1, "node"), (node.GetProperty("workers").GetInt32(), node.GetProperty("event").GetString()));
        Assert.Contains(node.GetProperty("state").GetString(), (string[])["joining", "mining", "idle"]);
        Assert.Contains("1 node, 1 worker", (await grid.Run("nodes")).Expect(0).Output, StringComparison.Ordinal);

        await using var watch = grid.Start("nodes", "--watch");
        await watch.WaitForLine("1 node, 1 worker");
        await watch.WaitForLine("1 node, 1 worker");
        watch.Interrupt();
        Assert.Equal(0, await watch.WaitForExit());
    }

    [Fact]
    public async Task Blocks_are_watched_as_they_are_mined()
    {
        await using var watch = grid.Start("watch", "--json");
        await watch.WaitForLine("\"event\":\"node\"");
        (await grid.Run("mine", "start", "--chain", "watched", "--zero-bits", "20", "--until", "3", "--target", SomeAddress())).Expect(0);
        await watch.WaitForLine("\"height\":3");
        watch.Interrupt();
        Assert.Equal(0, await watch.WaitForExit());
    }

    [Theory]
    [InlineData("job nobody", "There is no job 'nobody'")]
    [InlineData("job cancel nobody", "There is no job 'nobody'")]
    [InlineData("job cancel chain:x", "stop mining the chain instead")]
    [InlineData("mine stop --chain nowhere", "There is no chain 'nowhere'")]
    [InlineData("mine status --chain nowhere", "There is no chain 'nowhere'")]
    [InlineData("chain show --chain nowhere", "There is no chain 'nowhere'")]
    [InlineData("watch --chain nowhere", "There is no chain 'nowhere'")]
    public async Task What_the_grid_does_not_have_is_said_in_one_line(string arguments, string expected)
    {
        var result = (await grid.Run(arguments.Split(' '))).Expect(1);
        Assert.Empty(result.Output);
        Assert.Contains(expected, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_of_another_name_does_not_answer()
    {
        var result = (await grid.Run("nodes", "--cluster", "another")).Expect(1);
        Assert.Contains($"No grid answers at {grid.Gateway} (grid 'another')", result.Error, StringComparison.Ordinal);
    }

    private static string SomeAddress() => new Address(new byte[Address.Size]).ToString();
}
