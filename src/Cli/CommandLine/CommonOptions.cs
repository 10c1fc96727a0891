using System.CommandLine;
using MiningGrid.Core.Blocks;
using MiningGrid.OpenCl;

namespace MiningGrid.Cli.CommandLine;

/// <summary>Options that several commands have, each made anew.</summary>
internal static class CommonOptions
{
    public const string DefaultData = "data";
    public const string DefaultChain = "solo";

    public static Option<bool> Json() =>
        new("--json") { Description = "Write one JSON object a line to stdout, and nothing else there" };

    public static Option<int?> Workers() =>
        Values.Number("--workers", "N", "Worker threads (default: one a processor)", 1, 1024);

    /// <summary>For commands that hash headers: classic puzzles are always hashed by the CPU.</summary>
    public static Option<string?> OpenCl() => Values.Option<string?>("--opencl", "WHICH",
        "OpenCL devices that hash beside the workers: off (default), gpu, all, or numbers such as 0,2 ('minegrid bench --scanner opencl' lists them)",
        OpenClChoice.Form, (string text, out string? value) => OpenClChoice.TryParse(value = text, out _));

    public static Option<bool> VersionRolling() => new("--version-rolling")
    {
        Description = "Make a chain on which 16 bits of a header's version are searched too (BIP 320): a tenth more hashes a second",
    };

    public static Option<string?> PassphraseFile() => new("--passphrase-file")
    {
        Description = "The file with the wallet's passphrase (default: MINEGRID_PASSPHRASE_FILE, MINEGRID_PASSPHRASE, or one made for you)",
        HelpName = "FILE",
    };

    public static Option<string?> KeyPassphraseFile() => new("--key-passphrase-file")
    {
        Description = "The file with the key's passphrase (default: MINEGRID_KEY_PASSPHRASE_FILE, MINEGRID_KEY_PASSPHRASE, or one kept for you)",
        HelpName = "FILE",
    };

    public static Option<string> Data() => new("--data")
    {
        Description = "The data folder",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultData,
        CustomParser = result => Values.Read(result, "--data", "the path of a folder",
            (string text, out string path) => (path = text).Length > 0 && !text.Contains('\0') && !File.Exists(text)),
    };

    public static Option<string> Chain() => new("--chain")
    {
        Description = "The chain's name",
        HelpName = "NAME",
        DefaultValueFactory = _ => DefaultChain,
        CustomParser = result => Values.Read(result, "--chain",
            $"1 to {ChainParameters.MaxNameLength} of a-z, 0-9 and -, a letter first",
            (string text, out string name) => ChainParameters.IsName(name = text)),
    };
}
