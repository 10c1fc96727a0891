using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Chain;

/// <summary>A template as it crosses the wire.</summary>
internal static class TemplateSpec
{
    public static HeaderPuzzleSpec ToSpec(this BlockTemplate template)
    {
        var puzzle = template.Puzzle;
        return new HeaderPuzzleSpec(puzzle.Header.ToArray(), puzzle.Coinbase.ToArray(), puzzle.ExtraNonceOffset, [.. puzzle.Branch], puzzle.Target, puzzle.RollsVersion);
    }
}
