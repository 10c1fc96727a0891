using MiningGrid.Security.Keys;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Security;

/// <summary>A grid's key of a test's own.</summary>
internal sealed class TestKey : IDisposable
{
    private readonly TempFolder _folder = new();

    public TestKey()
    {
        File.WriteAllText(PassphraseFile, "a passphrase of a test\n");
        using var key = GridKey.Generate(TimeSpan.FromDays(1), TimeProvider.System);
        GridKeyFile.Write(KeyFile, key, PassphraseFile);
        Fingerprint = key.Fingerprint;
    }

    public string Fingerprint { get; }

    public string KeyFile => _folder["grid.key"];

    public string PassphraseFile => _folder["passphrase"];

    /// <summary>What a silo is told of it.</summary>
    public (string Name, string Value)[] Settings => [("Security:KeyFile", KeyFile), ("Security:PassphraseFile", PassphraseFile)];

    /// <summary>What a command is told of it.</summary>
    public string[] Options => ["--key", KeyFile, "--key-passphrase-file", PassphraseFile];

    public void Dispose() => _folder.Dispose();
}
