using System.Text.Json.Serialization;

namespace MiningGrid.Cli.Output;

/// <summary>A grid's key.</summary>
/// <param name="Fingerprint">The first 16 hexadecimal digits of its certificate's SHA-256.</param>
/// <param name="ValidUntil">When it expires.</param>
/// <param name="File">Where it is.</param>
internal sealed record KeyEvent(string Fingerprint, DateTimeOffset ValidUntil, string File)
{
    [JsonPropertyOrder(-1)]
    public string Event => "key";
}
