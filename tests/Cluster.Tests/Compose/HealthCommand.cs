using System.Text.Json;
using System.Text.RegularExpressions;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Compose;

/// <summary>The health check of an image, which can be run here on another port than that of its containers.</summary>
internal sealed partial class HealthCommand
{
    private const string Port = "8080";

    private readonly string[] _words;

    private HealthCommand(string[] words) => _words = words;

    public static HealthCommand Of(string dockerfile)
    {
        var match = Instruction().Match(File.ReadAllText(dockerfile));
        Assert.True(match.Success, "the Dockerfile has no HEALTHCHECK");
        var words = JsonSerializer.Deserialize<string[]>(match.Groups["words"].Value)!;
        Assert.Contains(words, word => word.Contains(Port, StringComparison.Ordinal));
        return new HealthCommand(words);
    }

    /// <summary>Runs it against a port of loopback; 0 is healthy.</summary>
    public async Task<int> Run(int port)
    {
        using var folder = new TempFolder();
        await using var run = ProgramRun.Start(_words[0], _words.Skip(1).Select(word => word.Replace(Port, $"{port}", StringComparison.Ordinal)), folder.Path);
        return await run.WaitForExit();
    }

    [GeneratedRegex(@"HEALTHCHECK [^\[]*CMD (?<words>\[.*\])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instruction();
}
