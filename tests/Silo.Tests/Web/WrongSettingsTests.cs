using System.Net;
using System.Net.Sockets;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Web;

/// <summary>Settings of the web endpoints that stop the start, in one line that tells nothing of a key.</summary>
public sealed class WrongSettingsTests
{
    private const string KeyVariable = "MiningGrid__Http__ApiKey";

    [Fact]
    public async Task Beyond_loopback_there_is_no_start_without_a_key()
    {
        var line = await Refuse(2, null, "--Http:Address", "0.0.0.0");

        Assert.Contains("Http:Address is 0.0.0.0", line, StringComparison.Ordinal);
        Assert.Contains(KeyVariable, line, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789abcde")]
    [InlineData("")]
    [InlineData("0123456789 abcdef")]
    public async Task A_key_that_is_none_stops_the_start(string key)
    {
        var line = await Refuse(2, new() { [KeyVariable] = key });

        Assert.Contains("Http:ApiKey is", line, StringComparison.Ordinal);
        Assert.Contains("16 to", line, StringComparison.Ordinal);
        Assert.True(key.Length == 0 || !line.Contains(key, StringComparison.Ordinal), line);
    }

    [Theory]
    [InlineData("--Http:ApiKey=hunter2hunter2hunter2")]
    [InlineData("--http:apikey", "hunter2hunter2hunter2")]
    public async Task A_key_on_the_command_line_stops_the_start(params string[] arguments)
    {
        var line = await Refuse(2, null, arguments);

        Assert.Contains("Http:ApiKeyFile", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_key_stops_the_start()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["short"], "hunter2\n");

        var missing = await Refuse(2, null, "--Http:ApiKeyFile", folder["none"]);
        var tooShort = await Refuse(2, null, "--Http:ApiKeyFile", folder["short"]);

        Assert.Contains(folder["none"], missing, StringComparison.Ordinal);
        Assert.Contains("7 characters", tooShort, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", tooShort, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_stop_the_start()
    {
        var line = await Refuse(2, new() { [KeyVariable] = "hunter2hunter2hunter2" }, "--Http:ApiKeyFile", "/dev/null");

        Assert.Contains("one of the two", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_with_the_setting_to_change()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var line = await Refuse(1, null, "--Http:Port", $"{port}");

        Assert.Contains($"Http:Port is {port}", line, StringComparison.Ordinal);
        Assert.Contains("0 to take one", line, StringComparison.Ordinal);
    }

    private static async Task<string> Refuse(int exitCode, Dictionary<string, string?>? environment, params string[] arguments)
    {
        using var folder = new TempFolder();
        await using var silo = WebSilo.Launch(folder, environment, arguments);

        var code = await silo.WaitForExit();

        Assert.True(code == exitCode, silo.Describe($"ended with {code}"));
        Assert.DoesNotContain("   at ", silo.Output + silo.Error, StringComparison.Ordinal);
        return Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
