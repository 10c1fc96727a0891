using System.CommandLine;
using MiningGrid.Cli.Hosting;
using MiningGrid.Cli.Puzzles;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.CommandLine;

/// <summary><c>minegrid puzzle</c>.</summary>
internal static class PuzzleCommand
{
    private const int DefaultDifficulty = 6;

    public static Command Create()
    {
        var command = new Command("puzzle",
            "Solve the classic puzzle: the lowest nonce for which SHA-256(DATA + nonce) begins with zeros.");
        var data = new Argument<string>("DATA") { Description = "The text before the nonce" };
        command.Arguments.Add(data);
        var difficulty = new DifficultyOptions(command, forBlocks: false);
        var start = Values.Number("--start", "N", "The first nonce (default: 0)", 0UL, ulong.MaxValue);
        var count = Values.Number("--count", "N", "How many nonces (default: all)", 1UL, ulong.MaxValue);
        var any = new Option<bool>("--any") { Description = "Take the first solution found, not the lowest" };
        var exhaustive = new Option<bool>("--exhaustive") { Description = "Search the whole range and list all solutions" };
        var workers = CommonOptions.Workers();
        var connect = new ConnectOptions(command);
        var detach = new Option<bool>("--detach") { Description = "Leave the search to the grid, and write its id" };
        var json = CommonOptions.Json();
        foreach (var option in new Option[] { start, count, any, exhaustive, workers, detach, json })
            command.Options.Add(option);
        command.AtMostOneOf("the workers are the grid's", workers, connect.Connect);
        command.AtMostOneOf("each says when the search ends", any, exhaustive);

        command.SetAction((parsed, stopping) => PuzzleRun.Start(
            new PuzzleOptions(
                parsed.GetRequiredValue(data),
                difficulty.Read(parsed) ?? DifficultyOptions.OfHexDigits(DefaultDifficulty),
                parsed.GetValue(start) ?? 0,
                parsed.GetValue(count),
                ModeOf(parsed.GetValue(any), parsed.GetValue(exhaustive)),
                parsed.GetValue(workers),
                parsed.GetValue(detach) ? connect.Require(parsed) : GridOf(parsed, workers, connect),
                parsed.GetValue(detach),
                parsed.GetValue(json)),
            stopping));
        return command;
    }

    // Who gives workers wants them here, whatever the environment says.
    private static GridTarget? GridOf(ParseResult parsed, Option<int?> workers, ConnectOptions connect) =>
        parsed.GetValue(workers) is null ? connect.Read(parsed) : connect.None(parsed);

    private static SearchMode ModeOf(bool any, bool exhaustive) =>
        any ? SearchMode.FirstSolution : exhaustive ? SearchMode.Exhaustive : SearchMode.LowestSolution;
}
