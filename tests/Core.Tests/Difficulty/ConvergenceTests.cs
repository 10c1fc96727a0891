using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;
using Xunit.Abstractions;

namespace MiningGrid.Core.Tests.Difficulty;

/// <summary>How each rule answers to a hash rate that changes ten times at once, just after a block that ended a period.</summary>
public class ConvergenceTests(ITestOutputHelper output)
{
    private const int SpacingSeconds = 600;
    private const int SettlingBlocks = 2 * 2016;
    private const int Never = 3 * 2016;

    private static readonly UInt256 Limit = UInt256.MaxValue >> 8;
    private static readonly CompactTarget Start = CompactTarget.FromTarget(UInt256.MaxValue >> 64);

    private static readonly Case[] Cases =
    [
        new("fixed", new FixedDifficulty(Limit, SpacingSeconds), Never, Never, Never, Never),
        new("Bitcoin, 2016 blocks", new BitcoinDifficulty(Limit, SpacingSeconds), 4032, 4032, 4032, 4032),
        new("Bitcoin, 144 blocks", new BitcoinDifficulty(Limit, SpacingSeconds, 144), 288, 288, 288, 288),
        new("Dark Gravity Wave v3", new DarkGravityWave(Limit, SpacingSeconds), 30, 45, 25, 40),
        new("ASERT, half-life 2 days", new AsertDifficulty(Limit, SpacingSeconds), 1700, 1900, 850, 1050),
        new("ASERT, half-life 1 hour", new AsertDifficulty(Limit, SpacingSeconds, 3600), 30, 45, 10, 25),
    ];

    [Fact]
    public void A_hash_rate_step_of_ten_times_converges_in_a_known_number_of_blocks()
    {
        output.WriteLine("Blocks until the spacing is, and stays, within 10 % of what is aimed for:");
        output.WriteLine($"{"rule",-26}{"10 times more",16}{"10 times less",16}");
        var wrong = new List<string>();
        foreach (Case rule in Cases)
        {
            int more = BlocksToConverge(rule.Rule, 10);
            int less = BlocksToConverge(rule.Rule, 0.1);
            output.WriteLine($"{rule.Name,-26}{Describe(more),16}{Describe(less),16}");
            if (more < rule.LeastMore || more > rule.MostMore || less < rule.LeastLess || less > rule.MostLess)
                wrong.Add($"{rule.Name}: {more} and {less}; expected {rule.LeastMore}..{rule.MostMore} and {rule.LeastLess}..{rule.MostLess}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_steady_hash_rate_gives_a_steady_target()
    {
        foreach (Case rule in Cases)
        {
            (MiningSimulation simulation, double rate) = Settle(rule.Rule);
            double least = double.MaxValue;
            double most = 0;
            for (int i = 0; i < SettlingBlocks; i++)
            {
                double seconds = simulation.Mine(rate);
                least = Math.Min(least, seconds);
                most = Math.Max(most, seconds);
            }

            output.WriteLine($"{rule.Name,-26} blocks every {least:f2} to {most:f2} s");
            Assert.InRange(most / least, 1, 1.01);
            Assert.InRange(least, 0.95 * SpacingSeconds, 1.05 * SpacingSeconds);
        }
    }

    private static int BlocksToConverge(DifficultyRule rule, double step)
    {
        (MiningSimulation simulation, double rate) = Settle(rule);
        int lastOff = 0;
        for (int block = 1; block <= Never; block++)
        {
            double seconds = simulation.Mine(rate * step);
            if (Math.Abs(seconds - SpacingSeconds) > 0.1 * SpacingSeconds)
                lastOff = block;
        }

        return lastOff;
    }

    private static (MiningSimulation Simulation, double Rate) Settle(DifficultyRule rule)
    {
        var simulation = new MiningSimulation(rule, Start);
        double rate = MiningSimulation.RateFor(rule, Start);
        while (simulation.Window.Tip.Height < SettlingBlocks - 1)
            simulation.Mine(rate);
        return (simulation, rate);
    }

    private static string Describe(int blocks) => blocks == Never ? "never" : $"{blocks}";

    private sealed record Case(string Name, DifficultyRule Rule, int LeastMore, int MostMore, int LeastLess, int MostLess);
}
