using System.Globalization;

namespace Orleans.TestingHost;

/// <summary>What silos of test clusters are called.</summary>
internal static class Names
{
    private const string Secondary = "Secondary_";

    public static string Of(int instanceNumber) => instanceNumber == 0 ? "Primary" : string.Create(CultureInfo.InvariantCulture, $"{Secondary}{instanceNumber}");

    /// <exception cref="ArgumentException">No secondary silo is called so.</exception>
    public static int NumberOf(string secondary) =>
        secondary.StartsWith(Secondary, StringComparison.Ordinal) && int.TryParse(secondary.AsSpan(Secondary.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"\"{secondary}\" is no name of a secondary silo; those are {Secondary}1 and so on.", nameof(secondary));
}
