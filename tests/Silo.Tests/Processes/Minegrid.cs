using System.Text.Json;

namespace MiningGrid.Silo.Tests.Processes;

/// <summary>The built command line, run as people run it.</summary>
internal static class Minegrid
{
    public static ProgramRun Start(TempFolder folder, params string[] arguments) =>
        ProgramRun.Start(Built.DotNet, [Built.Minegrid, .. arguments], folder.Path);

    public static async Task<MinegridResult> Run(TempFolder folder, params string[] arguments)
    {
        await using var run = Start(folder, arguments);
        var exitCode = await run.WaitForExit();
        return new(exitCode, run.Output, run.Error);
    }

    public static async Task<MinegridResult> Run(params string[] arguments)
    {
        using var folder = new TempFolder();
        return await Run(folder, arguments);
    }
}

/// <summary>What a command left behind.</summary>
internal sealed record MinegridResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every line of stdout as a JSON object; fails when one is none.</summary>
    public JsonElement[] Events => [.. Lines.Select(line =>
    {
        var element = JsonElement.Parse(line);
        Assert.True(element.ValueKind == JsonValueKind.Object, $"not a JSON object: {line}");
        return element;
    })];

    public MinegridResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n--- stdout\n{Output}--- stderr\n{Error}");
        return this;
    }
}
