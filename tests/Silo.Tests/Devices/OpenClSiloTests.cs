using MiningGrid.Core.Ledger;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Devices;

/// <summary>Silos of their own processes that mine with pocl's device, or would if they could.</summary>
public sealed class OpenClSiloTests
{
    [Fact]
    public async Task A_silo_mines_blocks_with_a_device_alone_and_says_so()
    {
        using var folder = new TempFolder();
        var gateway = FreePorts.One();
        await using var silo = Start(folder, Pocl.Environment(folder),
            "--Clustering:GatewayPort", $"{gateway}", "--Mining:OpenCl", "all", "--Mining:Workers", "0");
        await silo.WaitForLine("Opened opencl:0, ");
        Assert.Contains("scanner opencl:0, 1 worker", await silo.WaitForLine("is up"), StringComparison.Ordinal);

        string[] grid = ["--connect", $"127.0.0.1:{gateway}"];
        (await Minegrid.Run(folder, ["mine", "start", "--chain", "mined", "--zero-bits", "10", "--until", "5", "--target", SomeAddress(), .. grid])).Expect(0);
        await using (var watch = Minegrid.Start(folder, ["watch", "--chain", "mined", .. grid]))
        {
            await watch.WaitForLine("is not being mined, at height 5");
            watch.Interrupt();
            Assert.Equal(0, await watch.WaitForExit());
        }
        (await Minegrid.Run(folder, ["chain", "verify", "--chain", "mined", .. grid])).Expect(0);
        var node = Assert.Single((await Minegrid.Run(folder, ["nodes", "--json", .. grid])).Expect(0).Events);
        Assert.Equal("opencl:0", node.GetProperty("scanner").GetString());

        silo.Terminate();
        Assert.True(await silo.WaitForExit() == 0, silo.Describe("did not end well"));
    }

    [Fact]
    public async Task Without_a_library_it_says_so_once_and_mines_on_the_cpu()
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, Pocl.NoLibrary, "--Mining:OpenCl", "gpu", "--Mining:Workers", "1");

        Assert.DoesNotContain("opencl:", await silo.WaitForLine("is up"), StringComparison.Ordinal);
        silo.Terminate();
        Assert.True(await silo.WaitForExit() == 0, silo.Describe("did not end well"));

        var said = Lines(silo).Where(line => line.Contains("OpenCL library", StringComparison.Ordinal)).ToList();
        Assert.Contains("Mining:OpenCl is gpu: There is no OpenCL library (libOpenCL-that-is-not-there.so)", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_driver_it_says_so_once_and_mines_on_the_cpu()
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, Pocl.NoDriver(folder), "--Mining:OpenCl", "all", "--Mining:Workers", "1");

        await silo.WaitForLine("is up");
        silo.Terminate();
        Assert.True(await silo.WaitForExit() == 0, silo.Describe("did not end well"));

        Assert.Single(Lines(silo), line => line.Contains("no driver for it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_default_no_driver_is_looked_for_and_nothing_is_said()
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, Pocl.NoLibrary, "--Mining:Workers", "1");

        await silo.WaitForLine("is up");
        silo.Terminate();
        Assert.True(await silo.WaitForExit() == 0, silo.Describe("did not end well"));

        Assert.DoesNotContain("OpenCL", silo.Output + silo.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cuda", "off, gpu, all, or devices by number such as 0,2")]
    [InlineData("0,x", "off, gpu, all, or devices by number such as 0,2")]
    [InlineData("7", "there is no device 7: allowed here are 0 (")]
    public async Task A_wrong_choice_stops_the_start(string choice, string allowed)
    {
        using var folder = new TempFolder();
        await using var silo = Start(folder, Pocl.Environment(folder), "--Mining:OpenCl", choice);

        var exitCode = await silo.WaitForExit();

        Assert.True(exitCode == 2, silo.Describe($"ended with {exitCode}"));
        var line = Assert.Single(silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Mining:OpenCl is '{choice}'", line, StringComparison.Ordinal);
        Assert.Contains(allowed, line, StringComparison.Ordinal);
    }

    private static ProgramRun Start(TempFolder folder, Dictionary<string, string?> environment, params string[] settings)
    {
        string[] ports = settings.Contains("--Clustering:GatewayPort") ? [] : ["--Clustering:GatewayPort", "0"];
        return ProgramRun.Start(
            Built.DotNet,
            [Built.Silo, "--Clustering:SiloPort", "0", "--Storage:Provider", "memory", "--Http:Port", "0", .. ports, .. settings],
            folder.Path, environment);
    }

    private static string[] Lines(ProgramRun silo) => (silo.Output + silo.Error).Split('\n');

    private static string SomeAddress() => Address.Nobody.ToString();
}
