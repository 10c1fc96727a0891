using MiningGrid.Cli.CommandLine;

namespace MiningGrid.Cli.Solo;

/// <summary>Which chain to mine, and how to make it when it isn't there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Difficulty">How hard every block is to be; null for as it is, or for one that finds its own difficulty.</param>
/// <param name="VersionRolling">Whether a chain with rolled versions was asked for.</param>
/// <param name="Place">Where it is kept, for people.</param>
/// <param name="Another">How to begin another, for people.</param>
internal sealed record ChainWish(string Name, Difficulty? Difficulty, bool VersionRolling, string Place, string Another);
