using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Web;

/// <summary>Who gets to the web endpoints.</summary>
public sealed class AccessTests
{
    private const string Key = "open-sesame-0123456789";
    private const string KeyVariable = "MiningGrid__Http__ApiKey";
    private const string Guarded = "/orleans/";

    [Fact]
    public async Task With_a_key_everything_but_health_needs_it_and_it_is_told_nowhere()
    {
        await using var silo = await WebSilo.Start(new() { [KeyVariable] = Key }, "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft", "Trace");
        var open = await OpenStatus(silo.Web);

        Assert.Equal(200, (await silo.Web.GetHealth("/health/live")).Code);
        Assert.Equal(200, (await silo.Web.GetHealth("/health/ready")).Code);
        foreach (var wrong in new[] { null, Bearer(Key + "x"), Bearer("x"), Basic("admin:" + Key[1..]), new("Basic", Key), new("Basic", "%%%"), new("Digest", Key) })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await silo.Web.Get(Guarded, wrong));
            Assert.Equal(HttpStatusCode.Unauthorized, await silo.Web.Get("/nothing/here", wrong));
        }

        foreach (var right in new[] { Bearer(Key), new("bearer", Key), Basic("anybody:" + Key), Basic(":" + Key) })
        {
            Assert.Equal(open, await silo.Web.Get(Guarded, right));
            Assert.Equal(HttpStatusCode.NotFound, await silo.Web.Get("/nothing/here", right));
        }

        silo.Run.Terminate();
        Assert.Equal(0, await silo.Run.WaitForExit());
        Assert.DoesNotContain(Key, silo.Run.Output + silo.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_key_is_asked_for_one_as_browsers_understand_it()
    {
        await using var silo = await WebSilo.Start(new() { [KeyVariable] = Key });

        using var response = await silo.Web.Ask(Guarded);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(response.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Basic");
        Assert.Contains(response.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_key_may_lie_in_a_file_and_allows_to_listen_beyond_loopback_which_is_warned_of()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["key"], Key + "\n");
        await using var silo = await WebSilo.Start(null, "--Http:ApiKeyFile", folder["key"], "--Http:Address", "0.0.0.0");

        Assert.Equal(HttpStatusCode.Unauthorized, await silo.Web.Get("/"));
        Assert.Equal(HttpStatusCode.NotFound, await silo.Web.Get("/", Bearer(Key)));
        Assert.Contains("unencrypted", silo.Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_a_page_from_elsewhere_can_not_use_the_browser_of_this_machine()
    {
        await using var silo = await WebSilo.Start();

        using var foreign = await silo.Web.Ask(Guarded, host: "mining.example.com");
        using var local = await silo.Web.Ask("/nothing/here", host: $"localhost:{silo.Web.Port}");

        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, local.StatusCode);
    }

    [Fact]
    public async Task An_address_of_loopback_may_be_another_and_is_answered_under_its_own_name()
    {
        await using var silo = await WebSilo.Start(null, "--Http:Address", "127.0.0.5");

        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"http://127.0.0.5:{silo.Web.Port}/health/live"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_costs_the_others_nothing()
    {
        await using var silo = await WebSilo.Start();

        Assert.Equal("414", await StatusOf(silo.Web.Port, $"GET /{new string('x', 10_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        Assert.Equal("431", await StatusOf(silo.Web.Port, $"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 100_000)}\r\n\r\n"));
        Assert.Equal("400", await StatusOf(silo.Web.Port, "\r\n\0nonsense\r\n\r\n"));

        Assert.Equal(200, (await silo.Web.GetHealth("/health/live")).Code);
    }

    private static AuthenticationHeaderValue Bearer(string key) => new("Bearer", key);

    private static AuthenticationHeaderValue Basic(string pair) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    private static async Task<HttpStatusCode> OpenStatus(SiloWeb web)
    {
        var status = await web.Get(Guarded, Bearer(Key));
        Assert.NotEqual(HttpStatusCode.Unauthorized, status);
        return status;
    }

    private static async Task<string> StatusOf(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync() ?? "";
        Assert.StartsWith("HTTP/1.1 ", line, StringComparison.Ordinal);
        return line.Split(' ')[1];
    }
}
