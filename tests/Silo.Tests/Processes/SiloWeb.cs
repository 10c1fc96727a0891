using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MiningGrid.Silo.Tests.Processes;

/// <summary>The web endpoints of a silo's process, found by the line with which it says that it is up.</summary>
internal sealed partial class SiloWeb : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="startLine">The line with which the silo says that it is up.</param>
    /// <param name="pinned">The certificate that it must show; null where it speaks http.</param>
    public SiloWeb(string startLine, X509Certificate2? pinned = null)
        : this(PortIn(startLine), pinned)
    {
    }

    /// <summary>Those of a silo that was told where to listen, and need not be up yet.</summary>
    public SiloWeb(int port, X509Certificate2? pinned = null)
    {
        Port = port;
        var handler = new SocketsHttpHandler();
        if (pinned is not null)
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { pinned }, RevocationMode = X509RevocationMode.NoCheck,
            };
        _client = new HttpClient(handler) { BaseAddress = new Uri($"{(pinned is null ? "http" : "https")}://127.0.0.1:{Port}") };
    }

    public int Port { get; }

    public async Task<HttpStatusCode> Get(string path, AuthenticationHeaderValue? key = null)
    {
        using var response = await Ask(path, key);
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> Ask(string path, AuthenticationHeaderValue? key = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key;
        request.Headers.Host = host;
        return await _client.SendAsync(request);
    }

    /// <summary>The answer's status, and what it says of each check.</summary>
    public async Task<SiloHealthAnswer> GetHealth(string path)
    {
        using var response = await Ask(path);
        var json = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        var checks = json.GetProperty("checks").EnumerateObject().ToDictionary(
            one => one.Name, one => one.Value.GetProperty("status").GetString()!, StringComparer.Ordinal);
        var silo = json.GetProperty("checks").TryGetProperty("silo", out var check) ? check.GetProperty("description").GetString() : null;
        return new((int)response.StatusCode, json.GetProperty("status").GetString()!, checks) { Silo = silo };
    }

    private static int PortIn(string startLine)
    {
        var match = StartLine().Match(startLine);
        Assert.True(match.Success, $"no address of web endpoints: {startLine}");
        return int.Parse(match.Groups["port"].Value);
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex(@"Health at https?://[0-9.]+:(?<port>[0-9]+)/health/ready", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StartLine();
}

/// <summary>What a silo says of its health.</summary>
internal sealed record SiloHealthAnswer(int Code, string Status, Dictionary<string, string> Checks)
{
    /// <summary>What the check of the silo itself says; null where it is not looked at.</summary>
    public string? Silo { get; init; }

    public override string ToString() => $"{Code} {Status}: {string.Join(", ", Checks.Select(check => $"{check.Key} {check.Value}"))}";
}
