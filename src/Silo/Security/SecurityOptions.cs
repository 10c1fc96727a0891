namespace MiningGrid.Silo.Security;

/// <summary>Who may talk to this silo: the section <c>Security</c>.</summary>
public sealed class SecurityOptions
{
    public const string Section = "Security";

    /// <summary>
    /// The file with the grid's key, which <c>minegrid key create</c> makes: who has another one, or none, is not let in, and what
    /// is said is encrypted. Null for neither.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>The file with the key's passphrase; null for the environment's, or the one kept for this user.</summary>
    public string? PassphraseFile { get; set; }

    /// <summary>Whether the silo may listen beyond loopback without a key: whoever reaches its ports commands the grid then.</summary>
    public bool AllowPlain { get; set; }
}
