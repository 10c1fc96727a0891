using MiningGrid.Core.Ledger;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Security.Files;

namespace MiningGrid.Silo.Wallet;

/// <summary>The key in a data folder that mined rewards go to when no address is given. Encrypted PKCS#8 PEM, readable by its owner only.</summary>
public sealed class MinerWallet
{
    private static readonly PassphraseSource Passphrases = new(
        "wallet", "--passphrase-file (minegrid), Mining:PassphraseFile (a silo)", "MINEGRID_PASSPHRASE_FILE", "MINEGRID_PASSPHRASE", "wallet-passphrase");

    private MinerWallet(Address address, string path, string passphraseOrigin, bool isNew)
    {
        Address = address;
        Path = path;
        PassphraseOrigin = passphraseOrigin;
        IsNew = isNew;
    }

    /// <summary>The account.</summary>
    public Address Address { get; }

    /// <summary>The file with the encrypted key.</summary>
    public string Path { get; }

    /// <summary>Where the passphrase came from: a file, or the environment.</summary>
    public string PassphraseOrigin { get; }

    /// <summary>Whether it was made just now.</summary>
    public bool IsNew { get; }

    /// <summary>Opens a data folder's wallet, or makes it on the first run.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="passphraseFile">The file with the passphrase; null for the environment's, or one made and kept for this user.</param>
    /// <exception cref="MiningGridException">The passphrase is missing or wrong, or a file can't be read or written.</exception>
    public static MinerWallet OpenOrCreate(string dataFolder, string? passphraseFile)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataFolder), "wallet", "wallet.pem");
        try
        {
            return File.Exists(path) ? Open(path, passphraseFile) : Create(path, passphraseFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MiningGridException($"The wallet {path} can't be used: {exception.Message}", exception);
        }
    }

    private static MinerWallet Create(string path, string? passphraseFile)
    {
        var passphrase = Passphrases.Find(passphraseFile, mayMake: true);
        using var key = SigningKey.Generate();
        // PEM allows text before the key: a person who finds the file sees whose it is.
        PrivateFile.Create(path, $"MiningGrid wallet {key.Address}\n{key.ToEncryptedPem(passphrase.Text)}\n");
        return new(key.Address, path, passphrase.Origin, isNew: true);
    }

    private static MinerWallet Open(string path, string? passphraseFile)
    {
        var pem = File.ReadAllText(path);
        var passphrase = Passphrases.Find(passphraseFile, mayMake: false);
        try
        {
            using var key = SigningKey.FromPem(pem, passphrase.Text);
            return new(key.Address, path, passphrase.Origin, isNew: false);
        }
        catch (FormatException exception)
        {
            throw new MiningGridException(
                $"The wallet {path} does not open with {passphrase}: give the right one by {Passphrases.Ways}, or give an address to mine to.", exception);
        }
    }
}
