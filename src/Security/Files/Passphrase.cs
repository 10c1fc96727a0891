namespace MiningGrid.Security.Files;

/// <summary>What a key is encrypted with, and where it came from. The text itself is never shown.</summary>
internal sealed record Passphrase(string Text, string Origin)
{
    /// <summary>Keeps the text out of logs and messages.</summary>
    public override string ToString() => $"the passphrase from {Origin}";
}
