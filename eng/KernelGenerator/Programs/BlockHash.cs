using MiningGrid.KernelGenerator.Emit;
using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>
/// The rounds of any block: 16, then pieces of 8, after which each of the state's words is back in its variable. Before a piece the
/// newest words of the schedule stand in slots 0 to 15, at first these are the block; it writes its own behind them, and the
/// next piece finds them 8 slots on.
/// </summary>
public sealed class BlockHash(InstructionSet set)
{
    /// <summary>Slots of the words.</summary>
    public const int WordSlots = Constants.Rounds;

    /// <summary>The state's first word, behind them. Within a method it stands in variables.</summary>
    public const int StateSlot = WordSlots;

    /// <summary>Words that a word of the schedule is made from: 16.</summary>
    public const int Window = Constants.BlockWords;

    /// <summary>Rounds of a piece.</summary>
    public const int MiddleRounds = 8;

    /// <summary>Rounds 0 to 15: the schedule is the block.</summary>
    public KernelProgram Head { get; } = Make("Head", $"Rounds 0 to {Constants.BlockWords - 1} of a block.", set, ..Constants.BlockWords,
        (graph, t) => new Word(graph, graph.Constant(Constants.Round[t])));

    /// <summary>8 later rounds, whichever; their constants are where other pieces have the job.</summary>
    public KernelProgram Middle { get; } = Make("Middle", $"{MiddleRounds} rounds of any number.", set, Constants.BlockWords..(Constants.BlockWords + MiddleRounds),
        (graph, t) => new Word(graph, graph.Input(t - Constants.BlockWords)));

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

    private static KernelProgram Make(string name, string summary, InstructionSet set, Range rounds, Func<TermGraph, int, Word> constant)
    {
        var graph = set.NewGraph();
        var schedule = LoadedSchedule(graph, set);
        var state = Compression.Run(
            graph, Loaded(graph), schedule.At, rounds, constant: t => constant(graph, t));
        return new(name, summary, graph, Keep(graph, state, schedule));
    }
}
