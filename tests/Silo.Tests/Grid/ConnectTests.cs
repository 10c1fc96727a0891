using MiningGrid.Client.Connections;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Grid;

/// <summary>Which grid a command talks to, and what it says when there is none.</summary>
public sealed class ConnectTests
{
    [Theory]
    [InlineData("redis://host", "redis://host:6379")]
    [InlineData("redis://host:7000/3", "redis://host:7000/3")]
    [InlineData("rediss://:pass%20word@host", "rediss://host:6379")]
    [InlineData("redis://default:secret@[::1]:6380/", "redis://[::1]:6380")]
    [InlineData("127.0.0.1:30000", "127.0.0.1:30000")]
    [InlineData("localhost:30000, [::1]:30001", "localhost:30000,[::1]:30001")]
    public void An_address_is_shown_without_its_secret(string text, string shown) => Assert.Equal(shown, $"{GridAddress.Parse(text)}");

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("localhost:0")]
    [InlineData("localhost:70000")]
    [InlineData("localhost:30000,")]
    [InlineData(":30000")]
    [InlineData("http://localhost:30000")]
    [InlineData("redis://")]
    [InlineData("redis://somebody:secret@host")]
    [InlineData("redis://host/16")]
    [InlineData("redis://host/db")]
    [InlineData("redis://host?password=secret")]
    public void What_is_no_address_is_refused_and_not_repeated(string text)
    {
        var refused = Assert.Throws<FormatException>(() => GridAddress.Parse(text));
        Assert.Contains("redis://", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine start")]
    [InlineData("mine stop")]
    [InlineData("mine status")]
    [InlineData("jobs")]
    [InlineData("job x")]
    [InlineData("job cancel x")]
    [InlineData("nodes")]
    [InlineData("watch")]
    [InlineData("puzzle x --detach")]
    public async Task A_command_that_needs_a_grid_says_how_to_name_it(string arguments)
    {
        var result = (await Minegrid.Run(arguments.Split(' '))).Expect(2);
        Assert.Contains("--connect ADDRESS", result.Error, StringComparison.Ordinal);
        Assert.Contains("MINEGRID_CONNECT", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodes --connect redis://me:secret@host", "--connect: that is not allowed")]
    [InlineData("nodes redis://:secret@host", "does not take 'redis://***@host'")]
    [InlineData("chain show --connect 127.0.0.1:1 --data x", "--data and --connect can't be given together")]
    [InlineData("puzzle x --connect 127.0.0.1:1 --workers 2", "--workers and --connect can't be given together")]
    public async Task Wrong_usage_is_told_without_the_secret(string arguments, string expected)
    {
        var result = (await Minegrid.Run(arguments.Split(' '))).Expect(2);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_that_does_not_answer_is_named_without_its_secret()
    {
        var port = FreePorts.One();
        var gateway = (await Minegrid.Run("nodes", "--connect", $"127.0.0.1:{port}")).Expect(1);
        Assert.Contains($"No grid answers at 127.0.0.1:{port}", gateway.Error, StringComparison.Ordinal);
        var redis = (await Minegrid.Run("jobs", "--connect", $"redis://:secret@127.0.0.1:{port}/2")).Expect(1);
        Assert.Contains($"No grid answers at redis://127.0.0.1:{port}/2", redis.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", redis.Error, StringComparison.Ordinal);
        var unknown = (await Minegrid.Run("nodes", "--connect", "no-such-host.invalid:30000")).Expect(1);
        Assert.Contains("no-such-host.invalid", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_with_a_grids_key_may_stay_unused()
    {
        using var folder = new TempFolder();
        await using var run = ProgramRun.Start(
            Built.DotNet, [Built.Minegrid, "puzzle", "x", "--difficulty", "1"], folder.Path, new Dictionary<string, string?> { ["MINEGRID_KEY"] = folder["none"] });
        Assert.True(await run.WaitForExit() == 0, run.Describe("failed"));
    }

    [Fact]
    public async Task A_key_may_be_that_of_the_grid_that_the_environment_names()
    {
        using var folder = new TempFolder();
        await using var run = ProgramRun.Start(
            Built.DotNet, [Built.Minegrid, "chain", "show", "--key", folder["none"]], folder.Path,
            new Dictionary<string, string?> { ["MINEGRID_CONNECT"] = $"127.0.0.1:{FreePorts.One()}" });
        Assert.Equal(1, await run.WaitForExit());
        Assert.Contains($"The key file {folder["none"]} can't be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_may_name_the_grid()
    {
        using var folder = new TempFolder();
        var port = FreePorts.One();
        await using var run = ProgramRun.Start(
            Built.DotNet, [Built.Minegrid, "nodes"], folder.Path, new Dictionary<string, string?> { ["MINEGRID_CONNECT"] = $"127.0.0.1:{port}" });
        Assert.Equal(1, await run.WaitForExit());
        Assert.Contains($"No grid answers at 127.0.0.1:{port}", run.Error, StringComparison.Ordinal);
    }
}
