using MiningGrid.Silo.Tests.Processes;
using MiningGrid.Silo.Tests.Solo;

namespace MiningGrid.Silo.Tests.Chains;

public sealed class ChainCommandTests
{
    [Fact]
    public async Task Show_tells_the_parameters_and_the_head()
    {
        using var folder = new TempFolder();
        var blocks = await Mine(folder, 3);

        var text = await Minegrid.Run(folder, "chain", "show");
        var json = await Minegrid.Run(folder, "chain", "show", "--json");

        Assert.Contains(blocks[^1].Hash, text.Expect(0).Output, StringComparison.Ordinal);
        var shown = Assert.Single(json.Expect(0).Events);
        Assert.Equal("solo", shown.GetProperty("name").GetString());
        Assert.Equal(3, shown.GetProperty("height").GetInt64());
        Assert.Equal(blocks[^1].Hash, shown.GetProperty("tip").GetString());
        Assert.Equal(blocks[0].Previous, shown.GetProperty("genesis").GetString());
    }

    [Theory]
    [InlineData(2, 4)] // in the header's link
    [InlineData(2, 40)] // in its merkle root
    [InlineData(4, 70)] // in its time
    [InlineData(5, 78)] // in its nonce
    public async Task A_flipped_bit_in_a_stored_block_is_found_where_it_is(int height, int place)
    {
        using var folder = new TempFolder();
        var blocks = await Mine(folder, 5);
        await FlipBit(folder["data", "grid.db"], blocks[height - 1].Header, place);

        var text = await Minegrid.Run(folder, "chain", "verify");
        var json = await Minegrid.Run(folder, "chain", "verify", "--json");

        Assert.Contains($"Block {height} of chain 'solo' does not hold", text.Expect(1).Output, StringComparison.Ordinal);
        var verified = Assert.Single(json.Expect(1).Events);
        Assert.False(verified.GetProperty("valid").GetBoolean());
        Assert.Equal(height, verified.GetProperty("height").GetInt64());
    }

    [Fact]
    public async Task A_block_that_is_not_there_fails_and_tells_the_height()
    {
        using var folder = new TempFolder();
        await Mine(folder, 2);

        var above = await Minegrid.Run(folder, "chain", "block", "3");
        var unknown = await Minegrid.Run(folder, "chain", "block", new string('0', 64));

        Assert.Contains("its height is 2", above.Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("has no block", unknown.Expect(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("verify")]
    public async Task A_folder_or_chain_that_is_not_there_fails_and_makes_nothing(string command)
    {
        using var folder = new TempFolder();
        var nothing = await Minegrid.Run(folder, "chain", command);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        await Mine(folder, 1);
        var unknown = await Minegrid.Run(folder, "chain", command, "--chain", "other");

        Assert.Contains(folder["data"], nothing.Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("'other'", unknown.Expect(1).Error, StringComparison.Ordinal);
    }

    private static async Task<MinedBlock[]> Mine(TempFolder folder, int blocks)
    {
        var result = await Minegrid.Run(folder, "solo", "--zero-bits", "4", "--blocks", $"{blocks}", "--workers", "1", "--json");
        return [.. result.Expect(0).Events.Select(MinedBlock.From)];
    }

    private static async Task FlipBit(string database, byte[] header, int place)
    {
        var bytes = await File.ReadAllBytesAsync(database);
        var start = bytes.AsSpan().IndexOf(header);
        Assert.True(start >= 0, "the database does not hold the block's header");
        bytes[start + place] ^= 0x10;
        await File.WriteAllBytesAsync(database, bytes);
    }
}
