using MiningGrid.KernelGenerator.Emit;
using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>
/// The rounds of any block, in pieces of 16. Before and after each the state stands in slots 16 to 23, and the newest words of
/// the schedule in slots 0 to 15; at first these are the block.
/// </summary>
public sealed class BlockHash(InstructionSet set)
{
    /// <summary>Where the state's first word stands.</summary>
    public const int StateSlot = Constants.BlockWords;

    private const int MiddleRounds = Constants.BlockWords;

    /// <summary>Rounds 0 to 15: the schedule is the block.</summary>
    public KernelProgram Head { get; } = Make("Head", $"Rounds 0 to {MiddleRounds - 1} of a block.", set, 0,
        (graph, t) => new Word(graph, graph.Constant(Constants.Round[t])));

    /// <summary>16 later rounds, whichever; their constants are where other pieces have the job.</summary>
    public KernelProgram Middle { get; } = Make("Middle", $"{MiddleRounds} rounds whose constants are at the job's place.", set, MiddleRounds,
        (graph, t) => new Word(graph, graph.Input(t - MiddleRounds)));

    /// <summary>From which rounds on the later piece runs.</summary>
    public static IEnumerable<int> Middles(int from = MiddleRounds, int to = Constants.Rounds) =>
        Enumerable.Range(0, (to - from) / MiddleRounds).Select(i => from + (i * MiddleRounds));

    /// <summary>The state that an earlier piece has left.</summary>
    public static Word[] Loaded(TermGraph graph) =>
        [.. Enumerable.Range(0, Constants.StateWords).Select(i => new Word(graph, graph.Load(StateSlot + i)))];

    /// <summary>A block that the caller, or an earlier piece, has left.</summary>
    public static MessageSchedule LoadedSchedule(TermGraph graph, InstructionSet set) =>
        new(graph, new Word?[Constants.BlockWords], set.RoundsInRegisters);

    /// <summary>What the next piece needs.</summary>
    public static IReadOnlyList<Term> Keep(TermGraph graph, Word[] state, MessageSchedule schedule)
    {
        graph.Note("The state and the schedule, for the next rounds");
        return [.. state.Select((word, i) => graph.Store(StateSlot + i, word.Value)), .. schedule.Keep()];
    }

    private static KernelProgram Make(string name, string summary, InstructionSet set, int from, Func<TermGraph, int, Word> constant)
    {
        var graph = set.NewGraph();
        var schedule = LoadedSchedule(graph, set);
        var state = Compression.Run(
            graph, Loaded(graph), schedule, from..(from + MiddleRounds), constant: t => constant(graph, t));
        return new(name, summary, graph, Keep(graph, state, schedule));
    }
}
