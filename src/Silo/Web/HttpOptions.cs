namespace MiningGrid.Silo.Web;

/// <summary>The silo's web endpoints: the section <c>Http</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Http";
    public const string DefaultAddress = "127.0.0.1";
    public const int DefaultPort = 8080;

    /// <summary>Where it listens: an IP address of this machine, or 0.0.0.0 for all of them. Beyond loopback a key is needed.</summary>
    public string Address { get; set; } = DefaultAddress;

    /// <summary>The port; 0 to take a free one.</summary>
    public int Port { get; set; } = DefaultPort;

    /// <summary>What a request must carry, but for those of <c>/health</c>; null for none. Never logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The file that the key is in, on its one line.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>The file with a certificate and its private key, PEM or PFX: with it the endpoints speak https, and nothing else. Null for http.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The file with the passphrase of that private key, on its one line; null where it has none.</summary>
    public string? CertificatePassphraseFile { get; set; }
}
