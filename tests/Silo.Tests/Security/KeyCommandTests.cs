using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Security;

/// <summary><c>minegrid key</c> as operators use it, and the silo that is given its file.</summary>
public sealed class KeyCommandTests
{
    [Fact]
    public async Task A_key_is_made_once_and_never_overwritten()
    {
        using var folder = new TempFolder();

        var made = (await Minegrid.Run(folder, "key", "create", "grid.key")).Expect(0);
        var again = (await Minegrid.Run(folder, "key", "create", "grid.key")).Expect(1);
        var kept = (await Minegrid.Run(folder, "key", "create", "grid.key", "--if-missing", "--json")).Expect(0);

        Assert.Contains(folder["grid.key"], made.Output, StringComparison.Ordinal);
        Assert.Contains(folder["config", "minegrid", "key-passphrase"], made.Output, StringComparison.Ordinal);
        Assert.Contains("not overwritten", Assert.Single(again.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var fingerprint = Assert.Single(kept.Events).GetProperty("fingerprint").GetString()!;
        Assert.Contains(fingerprint, made.Output, StringComparison.Ordinal);
        var passphrase = (await File.ReadAllTextAsync(folder["config", "minegrid", "key-passphrase"])).Trim();
        Assert.DoesNotContain(passphrase, made.Output + made.Error + kept.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_can_not_be_used_is_named_in_one_line()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["wrong"], "battery staple\n");
        (await Minegrid.Run(folder, "key", "create", "grid.key")).Expect(0);

        foreach (string[] arguments in new string[][] { ["none.key"], ["grid.key", "--key-passphrase-file", "wrong"], ["grid.key", "--key-passphrase-file", "none"] })
        {
            var shown = (await Minegrid.Run(folder, ["key", "show", .. arguments])).Expect(1);
            Assert.Single(shown.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.DoesNotContain("   at ", shown.Error, StringComparison.Ordinal);
        }

        (await Minegrid.Run(folder, "nodes", "--connect", "127.0.0.1:1", "--key", "none.key")).Expect(1);
    }

    [Theory]
    [InlineData("Security:KeyFile", "none.key", 1, "none.key")]
    [InlineData("Clustering:ListenOnAny", "true", 2, "minegrid key create")]
    [InlineData("Clustering:AdvertisedAddress", "192.0.2.1", 2, "Security:KeyFile")]
    public async Task A_silo_that_others_can_reach_needs_a_key_that_opens(string setting, string value, int exitCode, string expected)
    {
        using var folder = new TempFolder();
        await using var silo = ProgramRun.Start(Built.DotNet, [Built.Silo, "--Clustering:Provider", "redis", "--Storage:Provider", "redis", $"--{setting}", value], folder.Path);

        Assert.Equal(exitCode, await silo.WaitForExit());

        Assert.Contains(expected, Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
