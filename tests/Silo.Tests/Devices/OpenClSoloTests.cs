using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Devices;

/// <summary><c>minegrid solo --opencl</c> with pocl's device, or where there is none.</summary>
public sealed class OpenClSoloTests
{
    private static readonly string[] ThreeBlocks = ["solo", "--zero-bits", "12", "--blocks", "3", "--workers", "1"];

    [Theory]
    [InlineData("all")]
    [InlineData("0")]
    public async Task A_device_mines_beside_the_workers_and_is_named(string choice)
    {
        using var folder = new TempFolder();
        await using var run = Start(folder, Pocl.Environment(folder), "--opencl", choice);

        Assert.True(await run.WaitForExit() == 0, run.Describe("did not end well"));

        Assert.Matches(@"with 2 workers \([a-z0-9-]+ \+ opencl:0\)", run.Output);
        Assert.Empty(run.Error);
        (await Minegrid.Run(folder, "chain", "verify")).Expect(0);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_wrong_usage_and_those_that_are_there_are_named()
    {
        using var folder = new TempFolder();
        await using var run = Start(folder, Pocl.Environment(folder), "--opencl", "7");

        Assert.True(await run.WaitForExit() == 2, run.Describe("was not refused"));
        Assert.Contains("there is no device 7: allowed here are 0 (", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_library_it_says_so_once_and_mines_on_the_cpu()
    {
        using var folder = new TempFolder();
        await using var run = Start(folder, Pocl.NoLibrary, "--opencl", "gpu");

        Assert.True(await run.WaitForExit() == 0, run.Describe("did not end well"));

        Assert.Matches(@"with 1 worker \([a-z0-9-]+\)", run.Output);
        Assert.Contains("There is no OpenCL library", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--opencl", "off")]
    public async Task Without_being_asked_for_devices_it_looks_for_no_driver(params string[] options)
    {
        using var folder = new TempFolder();
        await using var run = Start(folder, Pocl.NoLibrary, options);

        Assert.True(await run.WaitForExit() == 0, run.Describe("did not end well"));

        Assert.Empty(run.Error);
    }

    private static ProgramRun Start(TempFolder folder, Dictionary<string, string?> environment, params string[] options) =>
        ProgramRun.Start(Built.DotNet, [Built.Minegrid, .. ThreeBlocks, .. options], folder.Path, environment);
}
