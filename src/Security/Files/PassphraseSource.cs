using System.Buffers.Text;
using System.Security.Cryptography;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Security.Files;

/// <summary>Where the passphrase of one kind of key comes from.</summary>
/// <param name="Owner">What the passphrase opens, in words: <c>wallet</c>.</param>
/// <param name="Setting">How the file with it is given.</param>
/// <param name="FileVariable">The variable that names the file with it.</param>
/// <param name="TextVariable">The variable that holds it.</param>
/// <param name="KeptName">The file, among the user's settings, that keeps one that was made for them.</param>
internal sealed record PassphraseSource(string Owner, string Setting, string FileVariable, string TextVariable, string KeptName)
{
    private const int RandomBytes = 32;

    /// <summary>The ways to give one, for messages.</summary>
    public string Ways => $"{Setting}, {FileVariable} or {TextVariable}";

    /// <summary>The passphrase that the user has set, or else the one that was made and kept for them.</summary>
    /// <param name="file">The file given; null when none is.</param>
    /// <param name="mayMake">Whether to make one when there is none yet.</param>
    /// <exception cref="MiningGridException">There is none, or it can't be read.</exception>
    public Passphrase Find(string? file, bool mayMake) => Given(file) ?? Kept(mayMake);

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

    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private Passphrase? Given(string? file)
    {
        file ??= Read(FileVariable);
        if (file is not null)
            return FromFile(Path.GetFullPath(file));
        return Read(TextVariable) is { } text ? new(text, $"the environment's {TextVariable}") : null;
    }

    private Passphrase Kept(bool mayMake)
    {
        var file = KeptFile();
        if (!File.Exists(file))
        {
            if (!mayMake)
                throw new MiningGridException($"The {Owner}'s passphrase is missing: where one is made, it is kept in {file}. Give it by {Ways}.");
            PrivateFile.Create(file, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n");
        }

        return FromFile(file);
    }

    // Apart from the key: whoever copies that has not got what opens it.
    private string KeptFile()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0
            ? Path.Combine(folder, "minegrid", KeptName)
            : throw new MiningGridException(
                $"There is no folder for settings of this user to keep the {Owner}'s passphrase in (HOME is not set). Give one by {Ways}.");
    }
}
