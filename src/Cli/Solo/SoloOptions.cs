using MiningGrid.Cli.CommandLine;

namespace MiningGrid.Cli.Solo;

/// <summary>What <c>minegrid solo</c> was asked to do.</summary>
/// <param name="Difficulty">How hard every block is; null for a chain that finds its own difficulty.</param>
/// <param name="Blocks">How many new blocks to mine; null for no end.</param>
/// <param name="Target">The address for rewards; null for the wallet's.</param>
/// <param name="VersionRolling">Whether a chain with rolled versions was asked for.</param>
/// <param name="Workers">Worker threads; null for one a processor.</param>
/// <param name="OpenCl">OpenCL devices that hash too, as <c>Mining:OpenCl</c> takes it; null for none.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Data">The data folder.</param>
/// <param name="PassphraseFile">The file with the wallet's passphrase; null for the usual places.</param>
/// <param name="Json">Whether events go out as JSON lines.</param>
internal sealed record SoloOptions(
    Difficulty? Difficulty,
    long? Blocks,
    string? Target,
    bool VersionRolling,
    int? Workers,
    string? OpenCl,
    string Chain,
    string Data,
    string? PassphraseFile,
    bool Json);
