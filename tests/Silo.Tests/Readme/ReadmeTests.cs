using System.Text.RegularExpressions;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Readme;

/// <summary>What the README tells people to type works as it stands.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Every_command_marked_to_be_run_ends_well_in_its_order()
    {
        using var folder = new TempFolder();
        var readme = await File.ReadAllTextAsync(Path.Combine(Built.Repository, "README.md"));
        var commands = Runnable().Matches(readme).SelectMany(block => block.Groups["commands"].Value.Split('\n'))
            .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        Assert.True(commands.Length >= 8, $"only {commands.Length} commands are marked to be run");
        File.CreateSymbolicLink(folder["minegrid"], Path.Combine(Built.Repository, "minegrid"));

        foreach (var command in commands)
        {
            await using var run = ProgramRun.Start("bash", ["-c", command], folder.Path, new Dictionary<string, string?>
            {
                ["MINEGRID_CONFIGURATION"] = Built.Configuration,
            });
            var exitCode = await run.WaitForExit();
            Assert.True(exitCode == 0, run.Describe($"ended with {exitCode}"));
            Assert.True(run.Output.Length > 0, run.Describe("said nothing"));
        }
    }

    [Fact]
    public async Task The_test_command_is_the_one_that_ci_runs()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Built.Repository, "README.md"));
        var ci = await File.ReadAllTextAsync(Path.Combine(Built.Repository, ".ci", "run"));

        Assert.Contains("\n./test.sh\n", readme, StringComparison.Ordinal);
        Assert.EndsWith("exec ./test.sh\n", ci, StringComparison.Ordinal);
    }

    [GeneratedRegex("<!-- run -->\n```sh\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Runnable();
}
