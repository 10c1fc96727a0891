using System.Text.RegularExpressions;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Readme;

public sealed partial class OperationsTests
{
    [Fact]
    public async Task Every_event_that_is_logged_has_an_id_of_its_own_and_is_explained()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Built.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var ids = sources.SelectMany(file => LoggedId().Matches(File.ReadAllText(file))).Select(match => match.Groups["id"].Value).ToArray();
        var page = await File.ReadAllTextAsync(Path.Combine(Built.Repository, "docs", "operations.md"));

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Contains($"\n| {id} |", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"LoggerMessage\((?<id>[0-9]+),", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoggedId();
}
