namespace MiningGrid.Silo.Hosting;

/// <summary>What a silo mines of its own accord: settings of the section <c>Mining</c>.</summary>
public sealed class AutoStartOptions
{
    public const string Section = "Mining";

    /// <summary>Whether to mine as soon as the silo is up.</summary>
    public bool AutoStart { get; set; }

    /// <summary>The chain to mine; made with default parameters when it isn't there.</summary>
    public string Chain { get; set; } = DefaultChain.Name;

    /// <summary>Where rewards go; null for the wallet in the data folder, which is made on the first run.</summary>
    public string? RewardAddress { get; set; }

    /// <summary>The file with the wallet's passphrase; null for the environment's, or one made for this user.</summary>
    public string? PassphraseFile { get; set; }
}
