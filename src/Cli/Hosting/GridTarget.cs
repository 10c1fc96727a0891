using MiningGrid.Client.Connections;

namespace MiningGrid.Cli.Hosting;

/// <summary>A grid that runs elsewhere.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="ClusterId">Its name.</param>
internal sealed record GridTarget(GridAddress Address, string ClusterId)
{
    public override string ToString() =>
        ClusterId == GridConnection.DefaultClusterId ? $"{Address}" : $"{Address} (grid '{ClusterId}')";
}
