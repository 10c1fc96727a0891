using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Cli.Chains;

/// <summary>Shows a chain's parameters and head.</summary>
internal static class ChainShow
{
    public static async Task<int> Start(ChainOptions options, CancellationToken stopping)
    {
        await using var chain = await ChainSource.Open(options, stopping);
        var facts = await chain.GetFacts(stopping);
        if (options.Json)
            WriteJson(facts);
        else
            WriteText(facts);
        return ExitCode.Done;
    }

    private static void WriteText(ChainFacts facts)
    {
        var parameters = facts.Parameters;
        var time = DateTimeOffset.FromUnixTimeSeconds(facts.Time).ToString("u", CultureInfo.InvariantCulture);
        var target = Target.FromCompact(facts.Bits);
        Console.WriteLine($"chain       {parameters.Name}, in {facts.Where}");
        Console.WriteLine($"id          {parameters.Id}");
        Console.WriteLine($"genesis     {parameters.Genesis.Hash}");
        Console.WriteLine($"difficulty  {parameters.Difficulty.GetType().Name}, a block every {parameters.SpacingSeconds} s, limit {parameters.Difficulty.LimitBits}");
        Console.WriteLine($"version     {(parameters.VersionRolling ? $"rolled by miners in the bits 0x{VersionRolling.Mask:x8}" : "fixed")}");
        Console.WriteLine($"subsidy     {parameters.Subsidy} base units, halved every {parameters.HalvingInterval} blocks");
        Console.WriteLine($"height      {facts.Height}");
        Console.WriteLine($"tip         {facts.Tip} of {time}");
        Console.WriteLine($"bits        {facts.Bits}: {Quantity.Hashes(Target.ExpectedHashes(target))} expected");
        Console.WriteLine($"work        {facts.Work}");
    }

    private static void WriteJson(ChainFacts facts)
    {
        var parameters = facts.Parameters;
        JsonLines.Write(
            new ChainEvent(
                parameters.Name, $"{parameters.Id}", facts.Height, $"{facts.Tip}", facts.Time, $"{facts.Work}", $"{facts.Bits}",
                $"{parameters.Genesis.Hash}", parameters.Difficulty.GetType().Name, parameters.SpacingSeconds, parameters.Subsidy,
                parameters.HalvingInterval, parameters.VersionRolling),
            EventContext.Default.ChainEvent);
    }
}
