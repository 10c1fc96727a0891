using System.Buffers.Text;
using System.Security.Cryptography;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Silo.Wallet;

/// <summary>What a wallet is encrypted with, and where it came from. The text itself is never shown.</summary>
internal sealed record Passphrase(string Text, string Origin)
{
    public const string FileVariable = "MINEGRID_PASSPHRASE_FILE";
    public const string TextVariable = "MINEGRID_PASSPHRASE";

    private const int RandomBytes = 32;

    /// <summary>The passphrase that the user has set: a file given, then the environment. Null when none is.</summary>
    public static Passphrase? Given(string? file)
    {
        file ??= Read(FileVariable);
        if (file is not null)
            return FromFile(Path.GetFullPath(file));
        return Read(TextVariable) is { } text ? new(text, $"the environment's {TextVariable}") : null;
    }

    /// <summary>The one that was made for a wallet whose user has set none.</summary>
    /// <param name="mayMake">Whether to make one when there is none yet.</param>
    public static Passphrase Kept(bool mayMake)
    {
        var file = KeptFile();
        if (!File.Exists(file))
        {
            if (!mayMake)
                throw new MiningGridException(
                    $"The wallet's passphrase is missing: it was kept in {file}. Give it by --passphrase-file, {FileVariable} or {TextVariable}.");
            PrivateFile.Create(file, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n");
        }
        return FromFile(file);
    }

    /// <summary>Keeps the text out of logs and messages.</summary>
    public override string ToString() => $"the passphrase from {Origin}";

    private static Passphrase FromFile(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MiningGridException($"The passphrase file {file} can't be read: {exception.Message}", exception);
        }
        return text.Length > 0 ? new(text, file) : throw new MiningGridException($"The passphrase file {file} is empty.");
    }

    // Apart from the data folder: whoever copies that has the key, and not what opens it.
    private static string KeptFile()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0
            ? Path.Combine(folder, "minegrid", "wallet-passphrase")
            : throw new MiningGridException(
                $"There is no folder for settings of this user to keep the wallet's passphrase in (HOME is not set). Give one by --passphrase-file, {FileVariable} or {TextVariable}, or give an address to mine to.");
    }

    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
