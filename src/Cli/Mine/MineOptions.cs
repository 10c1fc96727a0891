using MiningGrid.Cli.CommandLine;
using MiningGrid.Cli.Hosting;

namespace MiningGrid.Cli.Mine;

/// <summary>What a <c>minegrid mine</c> command was asked to do.</summary>
/// <param name="Grid">The grid.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Json">Whether the answer goes out as a JSON line.</param>
internal sealed record MineOptions(GridTarget Grid, string Chain, bool Json);

/// <summary>How to begin.</summary>
/// <param name="Difficulty">How hard every block of a new chain is; null for one that finds its own difficulty.</param>
/// <param name="VersionRolling">Whether a chain with rolled versions was asked for.</param>
/// <param name="Target">The address for rewards; null for the wallet's.</param>
/// <param name="Until">The height to stop at; null for no end.</param>
/// <param name="Message">The message in each coinbase.</param>
/// <param name="Data">The folder of the wallet.</param>
/// <param name="PassphraseFile">The file with the wallet's passphrase; null for the usual places.</param>
internal sealed record MineStart(
    Difficulty? Difficulty, bool VersionRolling, string? Target, long? Until, string Message, string Data, string? PassphraseFile);
