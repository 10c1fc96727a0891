using MiningGrid.Cli.Hosting;

namespace MiningGrid.Cli.Chains;

/// <summary>Which chain, and how to write about it.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Grid">The grid; null for a data folder.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Json">Whether results go out as JSON lines.</param>
internal sealed record ChainOptions(string Data, GridTarget? Grid, string Chain, bool Json);
