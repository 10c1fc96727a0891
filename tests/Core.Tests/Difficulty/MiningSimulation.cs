using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

/// <summary>A chain that is mined at a given hash rate by miners of average luck: a block comes when its expected hashes are done.</summary>
internal sealed class MiningSimulation
{
    private double _clock = 1_000_000;

    public MiningSimulation(DifficultyRule rule, CompactTarget genesisBits) =>
        Window = DifficultyWindow.StartAt(rule, new PastBlock(0, (uint)_clock, genesisBits));

    public DifficultyWindow Window { get; private set; }

    /// <summary>The hash rate at which blocks of these bits come exactly at the rule's spacing.</summary>
    public static double RateFor(DifficultyRule rule, CompactTarget bits) =>
        Target.ExpectedHashes(Target.FromCompact(bits)) / rule.SpacingSeconds;

    /// <summary>Mines one block and says how many seconds it took.</summary>
    public double Mine(double hashesPerSecond)
    {
        CompactTarget bits = Window.NextBits(Window.Tip.Time + (uint)Window.Rule.SpacingSeconds);
        double seconds = Target.ExpectedHashes(Target.FromCompact(bits)) / hashesPerSecond;
        _clock += seconds;
        Window = Window.Append((uint)_clock, bits);
        return seconds;
    }
}
