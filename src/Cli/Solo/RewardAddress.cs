using MiningGrid.Core.Ledger;

namespace MiningGrid.Cli.Solo;

/// <summary>Reads the address for rewards, and says what is wrong with one that can't be read.</summary>
internal static class RewardAddress
{
    public static Address Parse(string text) => Address.TryParse(text, out var address)
        ? address
        : throw CommandException.WrongUsage($"--target: '{text}' is not allowed: {WhatIsWrong(text)} Allowed is an address {Address.Prefix}1…, 42 characters.");

    private static string WhatIsWrong(string text)
    {
        var separator = text.LastIndexOf('1');
        if (separator < 1)
            return "it is not an address.";
        var prefix = text[..separator];
        return prefix.Equals(Address.Prefix, StringComparison.OrdinalIgnoreCase)
            ? "its checksum does not hold; look for a mistyped character."
            : $"it is an address of another network ('{prefix}').";
    }
}
