using System.Net;
using System.Net.Sockets;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Hosting;

public sealed class SiloProgramTests
{
    private static readonly string[] FreePorts = ["--Clustering:SiloPort", "0", "--Clustering:GatewayPort", "0", "--Http:Port", "0"];

    [Fact]
    public async Task It_says_what_it_has_and_how_to_mine_and_stops_on_a_signal()
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, [.. FreePorts, "--Storage:Path", "kept", "--Mining:Workers", "1"]);

        var line = await silo.WaitForLine("is up");
        silo.Terminate();

        var exitCode = await silo.WaitForExit();
        Assert.True(exitCode == 0, silo.Describe($"ended with {exitCode}"));
        Assert.Contains(folder["kept"], line, StringComparison.Ordinal);
        Assert.Contains("1 worker", line, StringComparison.Ordinal);
        Assert.Contains("scanner", line, StringComparison.Ordinal);
        Assert.Contains("Mining:AutoStart", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", silo.Output + silo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_stopped_while_it_starts()
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, [.. FreePorts, "--Mining:Workers", "1000"]);
        await silo.WaitForLine("Mining:Workers is 1000"); // the workers are made before the silo starts
        silo.Terminate();

        var exitCode = await silo.WaitForExit();

        Assert.True(exitCode == 0, silo.Describe($"ended with {exitCode}"));
        Assert.DoesNotContain("Unhandled exception", silo.Output + silo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_come_from_the_environment_and_auto_start_mines_to_a_wallet()
    {
        using var folder = new TempFolder();
        await using (var silo = Start(folder, [], new()
        {
            ["MiningGrid__Clustering__SiloPort"] = "0",
            ["MiningGrid__Clustering__GatewayPort"] = "0",
            ["MiningGrid__Http__Port"] = "0",
            ["MiningGrid__Mining__AutoStart"] = "true",
            ["MiningGrid__Mining__Chain"] = "auto",
        }))
        {
            await silo.WaitForLine("Mining chain auto");
            silo.Interrupt();
            var exitCode = await silo.WaitForExit();
            Assert.True(exitCode == 0, silo.Describe($"ended with {exitCode}"));
        }

        Assert.True(File.Exists(folder["data", "wallet", "wallet.pem"]));
        (await Minegrid.Run(folder, "chain", "verify", "--chain", "auto")).Expect(0);
    }

    [Theory]
    [InlineData("Clustering:SiloPort", "70000", "0")]
    [InlineData("Clustering:GatewayPort", "http", "a whole number")]
    [InlineData("Clustering:Provider", "zookeeper", "localhost")]
    [InlineData("Clustering:AdvertisedAddress", "10.1.2.3", "127.0.0.1")]
    [InlineData("Clustering:ListenOnAny", "true", "false")]
    [InlineData("Clustering:ListeningAddress", "127.0.0.2", "none with")]
    [InlineData("Clustering:ProbeTimeout", "00:05:00", "00:01:00")]
    [InlineData("Clustering:MissedProbes", "0", "1 to")]
    [InlineData("Clustering:VotesForDeath", "11", "1 to 10")]
    [InlineData("Security:KeyFile", " ", "the path of a key file")]
    [InlineData("Security:AllowPlain", "maybe", "true or false")]
    [InlineData("Replication:Replicas", "1", "Storage:Provider redis")]
    [InlineData("Replication:Timeout", "00:01:00", "00:00:02")]
    [InlineData("Http:Port", "65536", "0 for a free one")]
    [InlineData("Http:Address", "everywhere", "IP address")]
    [InlineData("Storage:Provider", "postgres", "sqlite")]
    [InlineData("Storage:MaxQueuedWrites", "0", "1 to")]
    [InlineData("Mining:Workers", "-1", "0 to")]
    [InlineData("Mining:Workers", "many", "a whole number")]
    [InlineData("Mining:Scanner", "gpu", "scalar")]
    [InlineData("Mining:AutoStart", "perhaps", "true or false")]
    [InlineData("Mining:Chain", "My Chain", "a-z")]
    [InlineData("Mining:RewardAddress", "bc1qnotours", "mg1")]
    public async Task A_wrong_setting_stops_the_start_with_its_name_its_value_and_what_is_allowed(string setting, string value, string allowed)
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, [.. FreePorts, $"--{setting}", value]);

        var exitCode = await silo.WaitForExit();

        Assert.True(exitCode == 2, silo.Describe($"ended with {exitCode}"));
        var line = Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(setting, line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
        Assert.Contains(allowed, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output + silo.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "--Section:Name VALUE")]
    [InlineData("mine", "--Section:Name VALUE")]
    [InlineData("--Mining:AutoStart", "needs a value")]
    [InlineData("--Minning:Workers=2", "Mining")]
    [InlineData("--Mining:Wokers=2", "Workers")]
    public async Task An_argument_that_is_no_setting_stops_the_start(string argument, string allowed)
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, [argument]);

        var exitCode = await silo.WaitForExit();

        Assert.True(exitCode == 2, silo.Describe($"ended with {exitCode}"));
        Assert.Contains(allowed, Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(silo.Output);
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_with_the_setting_to_change()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TempFolder();
        await using var silo = Start(folder, ["--Clustering:SiloPort", $"{port}", "--Clustering:GatewayPort", "0", "--Http:Port", "0"]);

        var exitCode = await silo.WaitForExit();

        Assert.True(exitCode == 1, silo.Describe($"ended with {exitCode}"));
        Assert.Contains($"Clustering:SiloPort is {port}", silo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output + silo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_stops_the_start()
    {
        using var folder = new TempFolder();
        await using var first = Start(folder, FreePorts);
        await first.WaitForLine("is up");
        await using var second = Start(folder, FreePorts);

        var exitCode = await second.WaitForExit();

        Assert.True(exitCode == 1, second.Describe($"ended with {exitCode}"));
        Assert.Contains("in use", second.Error, StringComparison.Ordinal);
    }

    private static ProgramRun Start(TempFolder folder, string[] arguments, Dictionary<string, string?>? environment = null) =>
        ProgramRun.Start(Built.DotNet, [Built.Silo, .. arguments], folder.Path, environment);
}
