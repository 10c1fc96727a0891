using System.Text.Json;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Puzzles;

public sealed class PuzzleTests
{
    [Theory]
    [InlineData("Hello, world!", 4, 0)]
    [InlineData("Grüße, 世界", 3, 0)]
    [InlineData("", 3, 0)]
    [InlineData("@file", 2, 95)]
    [InlineData("block data", 4, 123_456_789)]
    public async Task The_answer_is_the_one_of_the_classic_loop(string data, int difficulty, ulong start)
    {
        var (nonce, hash) = ClassicLoop.Solutions(data, difficulty, start).First();

        var result = await Minegrid.Run("puzzle", data, "--difficulty", $"{difficulty}", "--start", $"{start}", "--json");

        var solution = Assert.Single(result.Expect(0).Events);
        Assert.Equal((nonce, hash), Read(solution));
    }

    [Fact]
    public async Task Any_takes_a_solution_that_need_not_be_the_lowest()
    {
        var result = await Minegrid.Run("puzzle", "any will do", "--difficulty", "3", "--any", "--json");

        var (nonce, hash) = Read(Assert.Single(result.Expect(0).Events));
        Assert.Equal((nonce, hash), ClassicLoop.Solutions("any will do", 3, nonce).First());
    }

    [Fact]
    public async Task Exhaustive_lists_every_solution_of_the_range_in_ascending_order()
    {
        const ulong start = 1_000, count = 200_000;
        var expected = ClassicLoop.Solutions("all of them", 3, start).TakeWhile(solution => solution.Nonce < start + count).ToArray();

        var result = await Minegrid.Run("puzzle", "all of them", "--difficulty", "3", "--exhaustive",
            "--start", $"{start}", "--count", $"{count}", "--json");

        Assert.Equal(expected, result.Expect(0).Events.Select(Read));
    }

    [Fact]
    public async Task A_range_without_a_solution_fails_and_says_so()
    {
        var result = await Minegrid.Run("puzzle", "nothing here", "--difficulty", "12", "--count", "1000");

        result.Expect(1);
        Assert.Empty(result.Output);
        Assert.Contains("None of the 1000 nonces", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_nonce_there_is_can_be_searched()
    {
        var result = await Minegrid.Run("puzzle", "end", "--difficulty", "0", "--start", $"{ulong.MaxValue}", "--count", "1", "--json");

        Assert.Equal(ulong.MaxValue, Read(Assert.Single(result.Expect(0).Events)).Nonce);
    }

    [Fact]
    public async Task Piped_output_is_one_plain_line_and_nothing_is_left_behind()
    {
        using var folder = new TempFolder();

        var result = await Minegrid.Run(folder, "puzzle", "plain", "--zero-bits", "8");

        var line = Assert.Single(result.Expect(0).Lines);
        Assert.Matches("^nonce [0-9]+  00[0-9a-f]{62}$", line);
        Assert.Empty(result.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static (ulong Nonce, string Hash) Read(JsonElement solution)
    {
        Assert.Equal("solution", solution.GetProperty("event").GetString());
        return (solution.GetProperty("nonce").GetUInt64(), solution.GetProperty("hash").GetString()!);
    }
}
