using MiningGrid.Cli.CommandLine;
using MiningGrid.Client;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Cli.Solo;

/// <summary>Finds the chain to mine, or makes it.</summary>
internal static class SoloChain
{
    public static async Task<IGridChain> OpenOrCreate(IMiningGrid grid, SoloOptions options, CancellationToken stopping)
    {
        var chain = grid.Chain(options.Chain);
        try
        {
            var parameters = await chain.GetParameters(stopping);
            if (options.Difficulty is not null)
                CheckIsSame(parameters, options.Difficulty, options);
            if (options.VersionRolling)
                CheckRolls(parameters, options);
            return chain;
        }
        catch (ChainNotFoundException)
        {
            return await grid.CreateChain(Parameters(options), stopping);
        }
    }

    private static ChainParameters Parameters(SoloOptions options) => options.Difficulty is { } difficulty
        ? DefaultChain.Fixed(options.Chain, Compact(difficulty), options.VersionRolling)
        : DefaultChain.SelfAdjusting(options.Chain, options.VersionRolling);

    // The target that a header can state: what is asked for, or a little harder.
    private static UInt256 Compact(Difficulty difficulty) =>
        Target.FromCompact(CompactTarget.FromTarget(difficulty.Target));

    private static void CheckIsSame(ChainParameters stored, Difficulty asked, SoloOptions options)
    {
        var bits = CompactTarget.FromTarget(asked.Target);
        if (stored.Difficulty is FixedDifficulty && stored.GenesisBits == bits)
            return;
        var how = stored.Difficulty is FixedDifficulty
            ? $"a fixed difficulty of {stored.GenesisBits}"
            : $"a difficulty that aims for a block every {stored.SpacingSeconds} s";
        throw DoesNotFit($"{asked.Text} ({bits})", stored, how, "the difficulty", options);
    }

    private static void CheckRolls(ChainParameters stored, SoloOptions options)
    {
        if (!stored.VersionRolling)
            throw DoesNotFit("--version-rolling", stored, "one version", "it", options);
    }

    private static CommandException DoesNotFit(string asked, ChainParameters stored, string how, string what, SoloOptions options) =>
        CommandException.WrongUsage(
            $"{asked} does not fit: the chain '{stored.Name}' in {Path.GetFullPath(options.Data)} was made with {how}, and that can't be changed. " +
            $"Leave {what} out to go on with it, or give another --chain NAME or --data DIR to begin a new one.");
}
