using System.Globalization;

namespace MiningGrid.Cli.Output;

/// <summary>Numbers as miners read them.</summary>
internal static class Quantity
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P", "E", "Z"];

    /// <summary>For example "31.2 MH/s".</summary>
    public static string HashRate(double hashesPerSecond) => $"{Scale(hashesPerSecond)}H/s";

    /// <summary>For example "1.05 MH".</summary>
    public static string Hashes(double hashes) => $"{Scale(hashes)}H";

    /// <summary>For example "35 ms", "9.8 s", "3 min 20 s", "4 h 5 min", "12 d 3 h", "over 1000 years".</summary>
    public static string Duration(double seconds)
    {
        const double minute = 60, hour = 60 * minute, day = 24 * hour, year = 365.25 * day;
        return seconds switch
        {
            double.NaN => "unknown",
            < 0.0995 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
            < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            < 99.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
            < hour => Pair(seconds, minute, "min", 1, "s"),
            < day => Pair(seconds, hour, "h", minute, "min"),
            < 100 * day => Pair(seconds, day, "d", hour, "h"),
            < 1000 * year => string.Create(CultureInfo.InvariantCulture, $"{seconds / year:0.0} years"),
            _ => "over 1000 years",
        };
    }

    public static string Duration(TimeSpan time) => Duration(time.TotalSeconds);

    private static string Pair(double seconds, double large, string largeUnit, double small, string smallUnit)
    {
        var whole = Math.Floor(seconds / large);
        var rest = Math.Floor((seconds - (whole * large)) / small);
        return string.Create(CultureInfo.InvariantCulture, $"{whole:0} {largeUnit} {rest:0} {smallUnit}");
    }

    private static string Scale(double number)
    {
        var prefix = 0;
        while (number >= 999.5 && prefix < Prefixes.Length - 1)
        {
            number /= 1000;
            prefix++;
        }
        var format = prefix == 0 || number >= 99.95 ? "0" : number >= 9.995 ? "0.0" : "0.00";
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} {Prefixes[prefix]}";
    }
}
