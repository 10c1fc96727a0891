using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Devices;

public sealed class OpenClBenchTests
{
    private static readonly string[] Short = ["bench", "--seconds", "0.1", "--workers", "1", "--json"];

    [Theory]
    [InlineData("opencl")]
    [InlineData("OpenCL:0")]
    public async Task A_device_has_the_checksums_that_all_scanners_have(string scanner)
    {
        using var folder = new TempFolder();

        var device = await Run(folder, Pocl.Environment(folder), [.. Short, "--scanner", scanner]);
        var cpu = await Run(folder, [], [.. Short, "--scanner", "auto"]);

        Assert.All(device.Events, row => Assert.Equal("opencl:0", row.GetProperty("scanner").GetString()));
        Assert.Equal(
            cpu.Events.Select(row => row.GetProperty("checksum").GetString()), device.Events.Select(row => row.GetProperty("checksum").GetString()));
        Assert.Contains("opencl:0: self-test passed (opencl:0, ", device.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_refused_with_those_that_are()
    {
        using var folder = new TempFolder();
        await using var run = Start(folder, Pocl.Environment(folder), [.. Short, "--scanner", "opencl:9"]);

        Assert.True(await run.WaitForExit() == 2, run.Describe("was not refused"));
        Assert.Contains("--scanner: there is no device 9; allowed here are opencl:0, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_library_it_says_so()
    {
        using var folder = new TempFolder();
        await using var run = Start(folder, Pocl.NoLibrary, [.. Short, "--scanner", "opencl"]);

        Assert.True(await run.WaitForExit() == 2, run.Describe("was not refused"));
        Assert.Contains("--scanner: There is no OpenCL library", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_is_all_but_the_cpu_as_a_device()
    {
        using var folder = new TempFolder();

        var all = await Run(folder, Pocl.Environment(folder), [.. Short, "--scanner", "all"]);

        Assert.DoesNotContain("(Portable Computing Language", all.Error, StringComparison.Ordinal);
        Assert.Contains("scalar: self-test passed", all.Error, StringComparison.Ordinal);
    }

    private static ProgramRun Start(TempFolder folder, Dictionary<string, string?> environment, params string[] arguments) =>
        ProgramRun.Start(Built.DotNet, [Built.Minegrid, .. arguments], folder.Path, environment);

    private static async Task<MinegridResult> Run(TempFolder folder, Dictionary<string, string?> environment, params string[] arguments)
    {
        await using var run = Start(folder, environment, arguments);
        var exitCode = await run.WaitForExit();
        return new MinegridResult(exitCode, run.Output, run.Error).Expect(0);
    }
}
