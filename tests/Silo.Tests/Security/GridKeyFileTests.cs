using System.Security.Cryptography.X509Certificates;
using MiningGrid.Security;
using MiningGrid.Security.Keys;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Security;

/// <summary>The file with a grid's key: what it keeps, and what it says when it can't be used.</summary>
public sealed class GridKeyFileTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly TempFolder _folder = new();

    public GridKeyFileTests()
    {
        File.WriteAllText(_folder["right"], "correct horse\n");
        File.WriteAllText(_folder["wrong"], "battery staple\n");
    }

    private string KeyPath => _folder["keys", "grid.key"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_read_as_it_was_written_and_knows_itself()
    {
        using var made = Write();
        using var read = Open("right");

        Assert.Equal(made.Fingerprint, read.Fingerprint);
        Assert.Equal(made.ValidUntil, read.ValidUntil);
        Assert.True(read.Certificate.HasPrivateKey);
        Assert.Null(read.Refuse(made.Certificate));
    }

    [Fact]
    public void Another_key_and_none_are_refused_with_the_reason()
    {
        using var mine = GridKey.Generate(Lifetime, TimeProvider.System);
        using var other = GridKey.Generate(Lifetime, TimeProvider.System);

        var reason = mine.Refuse(other.Certificate);

        Assert.Contains(other.Fingerprint, reason, StringComparison.Ordinal);
        Assert.Contains(mine.Fingerprint, reason, StringComparison.Ordinal);
        Assert.Equal("it has no key", mine.Refuse(null));
    }

    [Fact]
    public void A_key_that_has_expired_meanwhile_lets_nobody_in()
    {
        using var young = GridKey.Generate(Lifetime, TimeProvider.System);
        using var copy = X509CertificateLoader.LoadCertificate(young.Certificate.RawData);
        using var later = new GridKey(X509CertificateLoader.LoadPkcs12(young.Certificate.Export(X509ContentType.Pkcs12), null), new LaterTime(Lifetime));

        Assert.Contains("has expired", later.Refuse(copy), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_can_read_it_and_the_private_key_is_encrypted()
    {
        using var key = Write();

        var text = File.ReadAllText(KeyPath);
        Assert.Contains("BEGIN ENCRYPTED PRIVATE KEY", text, StringComparison.Ordinal);
        Assert.Contains(key.Fingerprint, text, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN PRIVATE KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        using var key = Write();
        var before = File.ReadAllText(KeyPath);

        using var second = GridKey.Generate(Lifetime, TimeProvider.System);
        var refused = Assert.Throws<GridKeyException>(() => GridKeyFile.Write(KeyPath, second, _folder["right"]));

        Assert.Contains(KeyPath, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(KeyPath));
    }

    [Fact]
    public void A_wrong_passphrase_is_told_of_and_not_repeated()
    {
        using var key = Write();

        var refused = Assert.Throws<GridKeyException>(() => Open("wrong"));

        Assert.Contains("does not open", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MINEGRID_KEY_PASSPHRASE", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("battery", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var refused = Assert.Throws<GridKeyException>(() => Open("right"));
        Assert.Contains(KeyPath, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void What_is_no_key_is_told_of(string text)
    {
        WritePrivate(text);
        Assert.Contains("is not a key file", Assert.Throws<GridKeyException>(() => Open("right")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_cut_off_is_told_of()
    {
        using (Write())
        {
            var text = File.ReadAllText(KeyPath);
            File.Delete(KeyPath);
            WritePrivate(text[..(text.Length / 2)]);
        }

        Assert.Contains("is not a key file", Assert.Throws<GridKeyException>(() => Open("right")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_any_length_is_not_read_into_memory()
    {
        WritePrivate(new string('x', 1 << 20));
        Assert.Contains("bytes; allowed are", Assert.Throws<GridKeyException>(() => Open("right")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return; // it has no such modes
        using var key = Write();
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Contains($"chmod 600 {KeyPath}", Assert.Throws<GridKeyException>(() => Open("right")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_has_expired_is_told_of_with_its_day()
    {
        using var key = GridKey.Generate(Lifetime, TimeProvider.System);
        GridKeyFile.Write(KeyPath, key, _folder["right"]);

        var refused = Assert.Throws<GridKeyException>(() => GridKeyFile.Open(KeyPath, _folder["right"], new LaterTime(Lifetime)));

        Assert.Contains($"has expired, on {key.ValidUntil:yyyy-MM-dd}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("minegrid key create", refused.Message, StringComparison.Ordinal);
    }

    private GridKey Write()
    {
        var key = GridKey.Generate(Lifetime, TimeProvider.System);
        GridKeyFile.Write(KeyPath, key, _folder["right"]);
        return key;
    }

    private GridKey Open(string passphrase) => GridKeyFile.Open(KeyPath, _folder[passphrase], TimeProvider.System);

    private void WritePrivate(string text)
    {
        Directory.CreateDirectory(_folder["keys"]);
        File.WriteAllText(KeyPath, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by + TimeSpan.FromMinutes(1);
    }
}
