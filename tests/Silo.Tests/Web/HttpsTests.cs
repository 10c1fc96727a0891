using System.Net;
using System.Net.Http.Headers;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Web;

/// <summary>Web endpoints that speak https with a certificate of their own.</summary>
public sealed class HttpsTests
{
    private const string Key = "open-sesame-0123456789";

    [Theory]
    [InlineData("pem", false)]
    [InlineData("encrypted-pem", true)]
    [InlineData("pfx", false)]
    [InlineData("encrypted-pfx", true)]
    public async Task With_a_certificate_they_show_it_and_answer_by_https_alone(string file, bool hasPassphrase)
    {
        using var certificate = new WebCertificate();
        await using var silo = await WebSilo.Start(
            certificate.Certificate, new() { ["MiningGrid__Http__ApiKey"] = Key },
            ["--Http:CertificateFile", certificate[file], .. hasPassphrase ? new[] { "--Http:CertificatePassphraseFile", certificate["passphrase"] } : []]);

        Assert.Equal(200, (await silo.Web.GetHealth("/health/live")).Code);
        Assert.Equal(200, (await silo.Web.GetHealth("/health/ready")).Code);
        Assert.Equal(HttpStatusCode.Unauthorized, await silo.Web.Get("/nothing"));
        Assert.Equal(HttpStatusCode.NotFound, await silo.Web.Get("/nothing", new AuthenticationHeaderValue("Bearer", Key)));
        Assert.Contains($"Health at https://127.0.0.1:{silo.Web.Port}/", silo.Run.Output, StringComparison.Ordinal);
        using (var plain = new SiloWeb(silo.Web.Port))
            await Assert.ThrowsAsync<HttpRequestException>(() => plain.Get("/health/live"));
        using (var other = new WebCertificate())
        using (var pinnedToAnother = new SiloWeb(silo.Web.Port, other.Certificate))
            await Assert.ThrowsAsync<HttpRequestException>(() => pinnedToAnother.Get("/health/live"));

        silo.Run.Terminate();
        Assert.True(await silo.Run.WaitForExit() == 0, silo.Run.Describe("did not end well"));
        // It is valid for a day.
        Assert.Contains("The certificate of the web endpoints, CN=localhost, expires on ", silo.Run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(WebCertificate.Passphrase, silo.Run.Output + silo.Run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", null, "CertificateFile", "can't be read")]
    [InlineData("nonsense", null, "CertificateFile", "neither PEM nor PFX")]
    [InlineData("no-key-pem", null, "CertificateFile", "holds no private key")]
    [InlineData("no-key-pfx", null, "CertificateFile", "holds no private key")]
    [InlineData("only-key-pem", null, "CertificateFile", "holds no certificate")]
    [InlineData("other-key-pem", null, "CertificateFile", "whose private key is another certificate's")]
    [InlineData("encrypted-pem", null, "CertificateFile", "Http:CertificatePassphraseFile is not set")]
    [InlineData("encrypted-pfx", null, "CertificateFile", "needs a passphrase (Http:CertificatePassphraseFile)")]
    [InlineData("encrypted-pem", "wrong-passphrase", "CertificateFile", "does not open with the passphrase of")]
    [InlineData("encrypted-pfx", "wrong-passphrase", "CertificateFile", "does not open with the passphrase of")]
    [InlineData("pem", "none", "CertificatePassphraseFile", "can't be read")]
    [InlineData(null, "passphrase", "CertificatePassphraseFile", "both or none")]
    public async Task A_certificate_that_can_not_be_used_stops_the_start(string? file, string? passphrase, string setting, string reason)
    {
        using var certificate = new WebCertificate();
        using var folder = new TempFolder();
        string[] settings =
        [
            .. file is null ? [] : new[] { "--Http:CertificateFile", certificate[file] },
            .. passphrase is null ? [] : new[] { "--Http:CertificatePassphraseFile", certificate[passphrase] },
        ];
        await using var silo = WebSilo.Launch(folder, null, settings);

        Assert.True(await silo.WaitForExit() == 2, silo.Describe("was not refused"));
        var line = Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Http:{setting} is '{certificate[(setting == "CertificateFile" ? file : passphrase)!]}'", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output + silo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(WebCertificate.Passphrase, silo.Output + silo.Error, StringComparison.Ordinal);
    }
}
