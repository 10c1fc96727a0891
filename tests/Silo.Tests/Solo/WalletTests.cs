using MiningGrid.Core.Ledger;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Solo;

public sealed class WalletTests
{
    private static readonly string[] OneBlock = ["solo", "--zero-bits", "4", "--blocks", "1", "--workers", "1"];

    [Fact]
    public async Task The_first_run_makes_a_wallet_that_only_its_owner_can_read_and_says_where()
    {
        using var folder = new TempFolder();

        var result = await Minegrid.Run(folder, OneBlock);

        result.Expect(0);
        var wallet = folder["data", "wallet", "wallet.pem"];
        var passphrase = folder["config", "minegrid", "wallet-passphrase"];
        Assert.Contains(wallet, result.Output, StringComparison.Ordinal);
        Assert.Contains(passphrase, result.Output, StringComparison.Ordinal);
        AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite, wallet, passphrase);
        AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            folder["data"], folder["data", "wallet"], folder["config", "minegrid"]);
    }

    [Fact]
    public async Task The_key_is_encrypted_and_no_output_tells_it_or_its_passphrase()
    {
        using var folder = new TempFolder();

        var first = await Minegrid.Run(folder, OneBlock);
        var second = await Minegrid.Run(folder, [.. OneBlock, "--json"]);

        var passphrase = (await File.ReadAllTextAsync(folder["config", "minegrid", "wallet-passphrase"])).Trim();
        var pem = await File.ReadAllTextAsync(folder["data", "wallet", "wallet.pem"]);
        using var key = SigningKey.FromPem(pem, passphrase);
        Assert.Contains("BEGIN ENCRYPTED PRIVATE KEY", pem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => SigningKey.FromPem(pem, "not it"));
        foreach (var text in new[] { first.Expect(0).Output, first.Error, second.Expect(0).Output, second.Error })
        {
            Assert.DoesNotContain(passphrase, text, StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
        }
        Assert.Contains(key.Address.ToString(), first.Output, StringComparison.Ordinal);
        Assert.Contains(key.Address.ToString(), second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_file_opens_the_wallet_and_a_wrong_one_does_not()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["right"], "correct horse\n");
        await File.WriteAllTextAsync(folder["wrong"], "battery staple\n");

        var made = await Minegrid.Run(folder, [.. OneBlock, "--passphrase-file", "right"]);
        var again = await Minegrid.Run(folder, [.. OneBlock, "--passphrase-file", "right"]);
        var wrong = await Minegrid.Run(folder, [.. OneBlock, "--passphrase-file", "wrong"]);
        var missing = await Minegrid.Run(folder, [.. OneBlock, "--passphrase-file", "none"]);
        var none = await Minegrid.Run(folder, OneBlock);

        made.Expect(0);
        again.Expect(0);
        Assert.Contains("does not open", wrong.Expect(1).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("battery", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("can't be read", missing.Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("--passphrase-file", none.Expect(1).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["config", "minegrid", "wallet-passphrase"]));
    }

    private static void AssertMode(UnixFileMode mode, params string[] paths)
    {
        if (OperatingSystem.IsWindows())
            return; // it has no such modes
        foreach (var path in paths)
            Assert.Equal(mode, File.GetUnixFileMode(path));
    }
}
