using MiningGrid.Client.Connections;

namespace MiningGrid.Cli.Hosting;

/// <summary>A grid that runs elsewhere.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="ClusterId">Its name.</param>
/// <param name="KeyFile">Its key; null when it has none.</param>
/// <param name="KeyPassphraseFile">What opens that; null for the usual places.</param>
internal sealed record GridTarget(GridAddress Address, string ClusterId, string? KeyFile, string? KeyPassphraseFile)
{
    public override string ToString() =>
        ClusterId == GridConnection.DefaultClusterId ? $"{Address}" : $"{Address} (grid '{ClusterId}')";
}
