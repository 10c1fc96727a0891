using MiningGrid.Cli.Output;
using MiningGrid.Security.Keys;

namespace MiningGrid.Cli.Keys;

/// <summary>Makes a grid's key, or looks at one.</summary>
internal static class KeyRun
{
    public const int DefaultYears = 10;
    public const int LongestYears = 100;
    private const double DaysPerYear = 365.25;

    public static int Create(string file, int years, bool ifMissing, string? passphraseFile, bool isJson)
    {
        if (ifMissing && File.Exists(file))
            return Show(file, passphraseFile, isJson);
        using var key = GridKey.Generate(TimeSpan.FromDays(years * DaysPerYear), TimeProvider.System);
        var origin = GridKeyFile.Write(file, key, passphraseFile);
        if (!isJson)
        {
            Console.WriteLine($"Made the key {key.Fingerprint}, valid until {key.ValidUntil:yyyy-MM-dd}: {Path.GetFullPath(file)}, encrypted; its passphrase is in {origin}.");
            Console.WriteLine("Every silo and client of the grid needs a copy of both. Carry them apart, and keep them: Security:KeyFile (a silo), --key (minegrid).");
        }

        return Tell(key, file, isJson);
    }

    public static int Show(string file, string? passphraseFile, bool isJson)
    {
        using var key = GridKeyFile.Open(file, passphraseFile, TimeProvider.System);
        if (!isJson)
            Console.WriteLine($"The key {key.Fingerprint} in {Path.GetFullPath(file)} is valid until {key.ValidUntil:yyyy-MM-dd}, and opens.");
        return Tell(key, file, isJson);
    }

    private static int Tell(GridKey key, string file, bool isJson)
    {
        if (isJson)
            JsonLines.Write(new KeyEvent(key.Fingerprint, key.ValidUntil, Path.GetFullPath(file)), EventContext.Default.KeyEvent);
        return ExitCode.Done;
    }
}
