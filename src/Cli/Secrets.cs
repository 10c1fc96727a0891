using System.Text.RegularExpressions;

namespace MiningGrid.Cli;

/// <summary>Keeps what is secret out of messages.</summary>
internal static partial class Secrets
{
    /// <summary>The text without the passwords of the addresses in it.</summary>
    public static string Hide(string text) => UserInfo().Replace(text, "://***@");

    [GeneratedRegex("://(?!\\[)[^/\\s]*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();
}
