using MiningGrid.KernelGenerator.Emit;
using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>
/// The rounds of any block, in pieces of 8 or 4, after which each of the state's words is back in its place. A piece makes three words of
/// the schedule in four rounds, for its own last rounds and later ones: 48 words in 64 rounds, as many in each, so that none is short of
/// work while it waits for the round before. The newest words stand in slots 0 to 15, at first these are the block; the
/// new ones are written behind them, and the next piece finds them so many slots on. Rounds read theirs by a pointer of its own.
/// </summary>
public sealed class BlockHash(InstructionSet set)
{
    /// <summary>Slots of the words.</summary>
    public const int WordSlots = Constants.Rounds;

    /// <summary>The state's first word, behind them. Within a method it stands in variables.</summary>
    public const int StateSlot = WordSlots;

    /// <summary>Words that a word of the schedule is made from: 16.</summary>
    public const int Window = Constants.BlockWords;

    /// <summary>Some rounds, whichever; their constants are where other pieces have the job.</summary>
    public KernelProgram Middle { get; } = MakeMiddle(set);

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
        return [.. state.Select((word, i) => graph.Keep(StateSlot + i, word.Value)), .. schedule.Keep()];
    }

    private static KernelProgram MakeMiddle(InstructionSet set)
    {
        var graph = set.NewGraph();
        var schedule = LoadedSchedule(graph, set);
        var state = set.Rounds(
            graph, Loaded(graph), t => new Word(graph, graph.LoadScheduled(t)), ..set.MiddleRounds, constant: t => new Word(graph, graph.Input(t)),
            ahead: schedule.Spread(..set.MiddleRounds, Window..(Window + set.MiddleWords)));
        return new("Middle", $"{set.MiddleRounds} rounds of any number, and {set.MiddleWords} words for later ones.", graph, Keep(graph, state, schedule));
    }
}
