using MiningGrid.Silo.Wallet;

namespace MiningGrid.Cli.Solo;

/// <summary>What a run begins with.</summary>
/// <param name="Chain">The chain's name.</param>
/// <param name="Height">The head's height.</param>
/// <param name="Address">Where rewards go.</param>
/// <param name="Wallet">The wallet, when rewards go there.</param>
/// <param name="DataFolder">Where blocks are kept, a full path.</param>
/// <param name="Workers">Worker threads, those of devices among them.</param>
/// <param name="Scanner">What they hash with.</param>
internal sealed record SoloStart(
    string Chain, long Height, string Address, MinerWallet? Wallet, string DataFolder, int Workers, string Scanner)
{
    public string Hashing => $"{Workers} {(Workers == 1 ? "worker" : "workers")} ({Scanner})";

    public string Mining => $"Mining chain '{Chain}' from height {Height + 1} with {Hashing}; rewards go to {Address}.";

    public string? WalletMade => Wallet is { IsNew: true }
        ? $"Made your wallet: the key is in {Wallet.Path}, encrypted; its passphrase is in {Wallet.PassphraseOrigin}. Keep copies of both."
        : null;
}
