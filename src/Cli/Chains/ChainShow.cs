using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Cli.Chains;

/// <summary>Shows a stored chain's parameters and head.</summary>
internal static class ChainShow
{
    public static Task<int> Start(ChainOptions options, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var chain = StoredChain.Open(options.Data, options.Chain);
        if (options.Json)
            WriteJson(chain.Parameters, chain.Head);
        else
            WriteText(chain.Parameters, chain.Head, options);
        return Task.FromResult(ExitCode.Done);
    }

    private static void WriteText(ChainParameters parameters, ChainContext head, ChainOptions options)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(head.TipTime).ToString("u", CultureInfo.InvariantCulture);
        var target = Target.FromCompact(head.TipBits);
        Console.WriteLine($"chain       {parameters.Name}, in {Path.GetFullPath(options.Data)}");
        Console.WriteLine($"id          {parameters.Id}");
        Console.WriteLine($"genesis     {parameters.Genesis.Hash}");
        Console.WriteLine($"difficulty  {parameters.Difficulty.GetType().Name}, a block every {parameters.SpacingSeconds} s, limit {parameters.Difficulty.LimitBits}");
        Console.WriteLine($"version     {(parameters.VersionRolling ? $"rolled by miners in the bits 0x{VersionRolling.Mask:x8}" : "fixed")}");
        Console.WriteLine($"subsidy     {parameters.Subsidy} base units, halved every {parameters.HalvingInterval} blocks");
        Console.WriteLine($"height      {head.Height}");
        Console.WriteLine($"tip         {head.TipHash} of {time}");
        Console.WriteLine($"bits        {head.TipBits}: {Quantity.Hashes(Target.ExpectedHashes(target))} expected");
        Console.WriteLine($"work        {head.Work}");
    }

    private static void WriteJson(ChainParameters parameters, ChainContext head) => JsonLines.Write(
        new ChainEvent(
            parameters.Name, $"{parameters.Id}", head.Height, $"{head.TipHash}", head.TipTime, $"{head.Work}", $"{head.TipBits}",
            $"{parameters.Genesis.Hash}", parameters.Difficulty.GetType().Name, parameters.SpacingSeconds, parameters.Subsidy,
            parameters.HalvingInterval, parameters.VersionRolling),
        EventContext.Default.ChainEvent);
}
