using MiningGrid.Cli.CommandLine;
using MiningGrid.Client;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Cli.Solo;

/// <summary>Finds the chain to mine, or makes it.</summary>
internal static class ChainFinder
{
    public static async Task<IGridChain> OpenOrCreate(IMiningGrid grid, ChainWish wish, CancellationToken stopping)
    {
        var chain = grid.Chain(wish.Name);
        try
        {
            var parameters = await chain.GetParameters(stopping);
            if (wish.Difficulty is not null)
                CheckIsSame(parameters, wish.Difficulty, wish);
            if (wish.VersionRolling && !parameters.VersionRolling)
                throw DoesNotFit("--version-rolling", parameters, "one version", "it", wish);
            return chain;
        }
        catch (ChainNotFoundException)
        {
            return await grid.CreateChain(Parameters(wish), stopping);
        }
    }

    private static ChainParameters Parameters(ChainWish wish) => wish.Difficulty is { } difficulty
        ? DefaultChain.Fixed(wish.Name, Compact(difficulty), wish.VersionRolling)
        : DefaultChain.SelfAdjusting(wish.Name, wish.VersionRolling);

    // The target that a header can state: what is asked for, or a little harder.
    private static UInt256 Compact(Difficulty difficulty) =>
        Target.FromCompact(CompactTarget.FromTarget(difficulty.Target));

    private static void CheckIsSame(ChainParameters stored, Difficulty asked, ChainWish wish)
    {
        var bits = CompactTarget.FromTarget(asked.Target);
        if (stored.Difficulty is FixedDifficulty && stored.GenesisBits == bits)
            return;
        var how = stored.Difficulty is FixedDifficulty
            ? $"a fixed difficulty of {stored.GenesisBits}"
            : $"a difficulty that aims for a block every {stored.SpacingSeconds} s";
        throw DoesNotFit($"{asked.Text} ({bits})", stored, how, "the difficulty", wish);
    }

    private static CommandException DoesNotFit(string asked, ChainParameters stored, string how, string what, ChainWish wish) =>
        CommandException.WrongUsage(
            $"{asked} does not fit: the chain '{stored.Name}' in {wish.Place} was made with {how}, and that can't be changed. " +
            $"Leave {what} out to go on with it, or give {wish.Another} to begin a new one.");
}
