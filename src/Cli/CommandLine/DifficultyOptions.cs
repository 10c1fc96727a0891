using System.CommandLine;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Cli.CommandLine;

/// <summary>The ways to say how hard; all become one target.</summary>
internal sealed class DifficultyOptions
{
    private readonly Option<int?> _difficulty;
    private readonly Option<int?> _zeroBits;
    private readonly Option<CompactTarget?>? _nbits;

    /// <param name="command">The command that gets the options.</param>
    /// <param name="forBlocks">Whether they are for blocks: these have compact bits, and a target of zero has none.</param>
    public DifficultyOptions(Command command, bool forBlocks)
    {
        var digits = forBlocks ? 63 : 64;
        _difficulty = Values.Number("--difficulty", "N", $"How many zero hexadecimal digits a hash begins with, 0 to {digits}", 0, digits);
        _zeroBits = Values.Number("--zero-bits", "N", "How many zero bits a hash begins with, 0 to 255", 0, 255);
        List<Option> options = [_difficulty, _zeroBits];
        if (forBlocks)
            options.Add(_nbits = CompactBits());

        foreach (var option in options)
            command.Options.Add(option);
        command.AtMostOneOf("each says how hard", [.. options]);
    }

    /// <summary>The target that was asked for; null when none was.</summary>
    public Difficulty? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_difficulty) is { } digits)
            return OfHexDigits(digits);
        if (parsed.GetValue(_zeroBits) is { } bits)
            return new($"--zero-bits {bits}", Target.FromZeroBits(bits));
        return _nbits is not null && parsed.GetValue(_nbits) is { } compact
            ? new($"--nbits {compact}", Target.FromCompact(compact))
            : null;
    }

    public static Difficulty OfHexDigits(int digits) => new($"--difficulty {digits}", Target.FromHexDigits(digits));

    private static Option<CompactTarget?> CompactBits() =>
        Values.Option<CompactTarget?>("--nbits", "X", "How hard, as a block header says it, for example 0x1d00ffff",
            "up to 8 hexadecimal digits that stand for a target from 1 to 2^256-1, for example 0x1d00ffff",
            (string text, out CompactTarget? value) =>
            {
                value = CompactTarget.TryParse(text, out var compact) && compact.TryGetTarget(out _) ? compact : null;
                return value is not null;
            });
}
