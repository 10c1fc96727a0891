using MiningGrid.Cli.CommandLine;
using MiningGrid.Cli.Hosting;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Puzzles;

/// <summary>What <c>minegrid puzzle</c> was asked to do.</summary>
/// <param name="Data">The text before the nonce.</param>
/// <param name="Difficulty">How hard.</param>
/// <param name="Start">The first nonce.</param>
/// <param name="Count">How many nonces; null for all up to 2^64-1.</param>
/// <param name="Mode">What ends the search.</param>
/// <param name="Workers">Worker threads; null for one a processor.</param>
/// <param name="Grid">The grid that solves it; null for a silo in this process.</param>
/// <param name="Detach">Whether to leave the search to the grid.</param>
/// <param name="Json">Whether solutions go out as JSON lines.</param>
internal sealed record PuzzleOptions(
    string Data,
    Difficulty Difficulty,
    ulong Start,
    ulong? Count,
    SearchMode Mode,
    int? Workers,
    GridTarget? Grid,
    bool Detach,
    bool Json);
