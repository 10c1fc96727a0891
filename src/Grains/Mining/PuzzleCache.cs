using System.Runtime.CompilerServices;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Mining;

/// <summary>The puzzle of a description, made once for all slices that carry the same one.</summary>
internal static class PuzzleCache
{
    private static readonly ConditionalWeakTable<PuzzleSpec, Puzzle> Puzzles = [];

    public static Puzzle Get(PuzzleSpec spec) => Puzzles.GetValue(spec, static spec => spec.ToPuzzle());
}
