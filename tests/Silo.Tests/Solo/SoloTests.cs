using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Solo;

public sealed class SoloTests
{
    [Fact]
    public async Task Mined_blocks_hold_by_their_headers_alone_and_mining_goes_on_after_a_restart()
    {
        using var folder = new TempFolder();

        var first = await Mine(folder, "--zero-bits", "12", "--blocks", "4");
        var second = await Mine(folder, "--blocks", "3");

        MinedBlock[] chain = [.. first, .. second];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], chain.Select(block => block.Height));
        Assert.All(chain, block =>
        {
            Assert.Equal(block.ComputedHash, block.Hash);
            Assert.InRange(block.LeadingZeroBits, 12, 256);
            Assert.Equal(block.MerkleRoot, Assert.Single(block.TransactionIds));
        });
        Assert.All(chain.Zip(chain.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.Previous));
    }

    [Fact]
    public async Task Mined_blocks_are_in_the_data_folder_afterwards()
    {
        using var folder = new TempFolder();
        var mined = await Mine(folder, "--zero-bits", "8", "--blocks", "3", "--data", "kept", "--chain", "mine");

        var verified = await Minegrid.Run(folder, "chain", "verify", "--data", "kept", "--chain", "mine", "--json");
        var shown = await Minegrid.Run(folder, "chain", "block", "2", "--data", "kept", "--chain", "mine", "--json");
        var found = await Minegrid.Run(folder, "chain", "block", mined[2].Hash, "--data", "kept", "--chain", "mine", "--json");

        Assert.Equal(4, Assert.Single(verified.Expect(0).Events).GetProperty("count").GetInt64());
        Assert.Equivalent(mined[1], MinedBlock.From(Assert.Single(shown.Expect(0).Events)));
        Assert.Equivalent(mined[2], MinedBlock.From(Assert.Single(found.Expect(0).Events)));
    }

    [Fact]
    public async Task Piped_output_is_plain_lines_that_end_with_how_to_go_on()
    {
        using var folder = new TempFolder();

        var result = await Minegrid.Run(folder, "solo", "--zero-bits", "8", "--blocks", "2", "--workers", "1", "--data", "here");

        result.Expect(0);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains(result.Lines, line => line.StartsWith("#1  ", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.StartsWith("#2  ", StringComparison.Ordinal));
        Assert.EndsWith("To go on: minegrid solo --data here", result.Lines[^1], StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signal_stops_it_with_exit_code_0_and_it_says_how_to_go_on(bool terminate)
    {
        using var folder = new TempFolder();
        await using var run = Minegrid.Start(folder, "solo", "--zero-bits", "12", "--workers", "1");
        await run.WaitForLine("#2  ");

        if (terminate)
            run.Terminate();
        else
            run.Interrupt();

        var exitCode = await run.WaitForExit();
        Assert.True(exitCode == 0, run.Describe($"ended with {exitCode}"));
        Assert.Contains("To go on: minegrid solo", run.Output, StringComparison.Ordinal);
        (await Minegrid.Run(folder, "chain", "verify")).Expect(0);
    }

    [Fact]
    public async Task A_chain_may_be_made_with_rolled_versions_and_keeps_them()
    {
        using var folder = new TempFolder();
        (await Minegrid.Run(folder, "solo", "--zero-bits", "6", "--blocks", "20", "--version-rolling", "--json")).Expect(0);
        (await Minegrid.Run(folder, "solo", "--blocks", "20")).Expect(0);

        (await Minegrid.Run(folder, "chain", "verify")).Expect(0);
        Assert.Contains("0x1fffe000", (await Minegrid.Run(folder, "chain", "show")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("\"versionRolling\":true", (await Minegrid.Run(folder, "chain", "show", "--json")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_was_made_without_rolled_versions_gets_none()
    {
        using var folder = new TempFolder();
        (await Minegrid.Run(folder, "solo", "--zero-bits", "6", "--blocks", "1")).Expect(0);

        var refused = await Minegrid.Run(folder, "solo", "--blocks", "1", "--version-rolling");

        Assert.Contains("--version-rolling does not fit: the chain 'solo'", refused.Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_its_output_any_more()
    {
        using var folder = new TempFolder();
        await using var run = ProgramRun.Start(
            "bash", ["-c", $"'{Built.DotNet}' '{Built.Minegrid}' solo --zero-bits 8 --workers 1 --json | head -n 2"], folder.Path);

        Assert.Equal(0, await run.WaitForExit());

        Assert.Equal(2, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        (await Minegrid.Run(folder, "chain", "verify")).Expect(0);
    }

    [Fact]
    public async Task Commands_that_share_a_file_write_one_after_the_other()
    {
        using var folder = new TempFolder();
        var minegrid = $"'{Built.DotNet}' '{Built.Minegrid}'";
        await using var run = ProgramRun.Start("bash",
            ["-c", $"( echo first; {minegrid} puzzle a --difficulty 0; {minegrid} puzzle b --difficulty 0; echo last ) > shared.txt"], folder.Path);

        Assert.Equal(0, await run.WaitForExit());

        var lines = await File.ReadAllLinesAsync(folder["shared.txt"]);
        Assert.Equal(4, lines.Length);
        Assert.Equal(("first", "last"), (lines[0], lines[3]));
    }

    [Fact]
    public async Task A_chain_without_a_difficulty_finds_its_own()
    {
        using var folder = new TempFolder();

        var mined = await Mine(folder, "--blocks", "2");

        Assert.All(mined, block => Assert.InRange(block.LeadingZeroBits, 20, 256));
    }

    [Fact]
    public async Task A_chain_made_with_another_difficulty_is_refused_with_the_choices()
    {
        using var folder = new TempFolder();
        await Mine(folder, "--zero-bits", "8", "--blocks", "1");

        var result = await Minegrid.Run(folder, "solo", "--zero-bits", "9", "--blocks", "1");

        result.Expect(2);
        Assert.Contains("--zero-bits 9", result.Error, StringComparison.Ordinal);
        Assert.Contains("--chain", result.Error, StringComparison.Ordinal);
        Assert.Contains("--data", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_refused()
    {
        using var folder = new TempFolder();
        await using var first = Minegrid.Start(folder, "solo", "--zero-bits", "16", "--workers", "1");
        await first.WaitForLine("#1  ");

        var second = await Minegrid.Run(folder, "solo", "--blocks", "1");

        second.Expect(1);
        Assert.Contains("in use", second.Error, StringComparison.Ordinal);
        Assert.Contains(folder["data"], second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewards_go_to_the_address_given_and_no_wallet_is_made()
    {
        using var folder = new TempFolder();
        using var key = Core.Ledger.SigningKey.Generate();
        var address = key.Address.ToString();

        await Mine(folder, "--zero-bits", "8", "--blocks", "1", "--target", address);

        var shown = await Minegrid.Run(folder, "chain", "block", "1");
        Assert.Contains(address, shown.Expect(0).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data", "wallet"]));
    }

    private static async Task<MinedBlock[]> Mine(TempFolder folder, params string[] arguments)
    {
        var result = await Minegrid.Run(folder, ["solo", "--workers", "1", "--json", .. arguments]);
        return [.. result.Expect(0).Events.Select(MinedBlock.From)];
    }
}
