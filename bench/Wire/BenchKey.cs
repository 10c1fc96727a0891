using MiningGrid.Security.Keys;

namespace MiningGrid.Bench.Wire;

/// <summary>A grid's key that two processes share by a folder.</summary>
internal static class BenchKey
{
    public static GridKey Make(string folder)
    {
        File.WriteAllText(Passphrase(folder), "bench");
        var key = GridKey.Generate(TimeSpan.FromDays(1), TimeProvider.System);
        GridKeyFile.Write(KeyFile(folder), key, Passphrase(folder));
        return key;
    }

    public static GridKey Open(string folder) => GridKeyFile.Open(KeyFile(folder), Passphrase(folder), TimeProvider.System);

    private static string KeyFile(string folder) => Path.Combine(folder, "grid.key");

    private static string Passphrase(string folder) => Path.Combine(folder, "passphrase");
}
