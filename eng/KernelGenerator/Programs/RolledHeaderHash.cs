using MiningGrid.KernelGenerator.Emit;
using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>
/// The first hash of headers that differ in their version too. The version stands in the first block, and the nonce in the
/// second: what versions have in common is the second block's schedule, which is computed once a batch of nonces, constants
/// of the rounds added, and read by the rounds of each version. The second hash is <see cref="HeaderHash"/>'s.
/// </summary>
public sealed class RolledHeaderHash
{
    private const int Ring = Constants.BlockWords;

    private readonly InstructionSet _set;

    public RolledHeaderHash(InstructionSet set)
    {
        _set = set;
        ScheduleHead = MakeScheduleHead();
        ScheduleMiddle = MakeScheduleMiddle();
        VersionHead = MakeVersionHead();
        VersionMiddle = MakeVersionMiddle();
    }

    /// <summary>Vectors of the shared schedule that each stream has: words 16 to 63, then the nonces.</summary>
    public static int SharedPlaces => NoncePlace + 1;

    /// <summary>How often the schedule's middle piece runs.</summary>
    public int ScheduleMiddles => (Constants.Rounds - (2 * Ring)) / _set.MiddleRounds;

    /// <summary>How often a version's middle piece runs.</summary>
    public int VersionMiddles => (Constants.Rounds - Ring) / _set.MiddleRounds;

    public KernelProgram ScheduleHead { get; }

    public KernelProgram ScheduleMiddle { get; }

    public KernelProgram VersionHead { get; }

    public KernelProgram VersionMiddle { get; }

    // Where a round's word is in the shared schedule.
    private static int PlaceOf(int round) => round - Ring;

    private static int NoncePlace => PlaceOf(Constants.Rounds);

    private KernelProgram MakeScheduleHead()
    {
        var graph = _set.NewGraph();
        var block = HeaderHash.SecondBlock(graph);
        var schedule = new MessageSchedule(graph, block, _set.RoundsInRegisters);
        var nonces = graph.StoreScheduled(NoncePlace, graph.Load(HeaderHash.NonceSlot));
        return new("ScheduleHead", $"Words {Ring} to {(2 * Ring) - 1} of the first hash's schedule, and the nonces.", graph,
            [nonces, .. Share(graph, schedule, 2 * Ring, t => new Word(graph, graph.Constant(Constants.Round[t])))]);
    }

    private KernelProgram MakeScheduleMiddle()
    {
        var graph = _set.NewGraph();
        var schedule = BlockHash.LoadedSchedule(graph, _set);
        return new("ScheduleMiddle", $"The next {_set.MiddleRounds} words.", graph,
            [.. Share(graph, schedule, Ring + _set.MiddleRounds, t => new Word(graph, graph.Input(t - Ring)))]);
    }

    private static IEnumerable<Term> Share(TermGraph graph, MessageSchedule schedule, int end, Func<int, Word> constant)
    {
        var shared = new List<Term>();
        for (var t = Ring; t < end; t++)
        {
            graph.Note($"Word {t}");
            shared.Add(graph.StoreScheduled(PlaceOf(t), (schedule.At(t) + constant(t)).Value));
        }
        graph.Note("The schedule, for the next words");
        return [.. shared, .. schedule.Keep()];
    }

    // Of these words the nonce alone is not known.
    private KernelProgram MakeVersionHead()
    {
        var graph = _set.NewGraph();
        var block = HeaderHash.SecondBlock(graph);
        block[HeaderHash.NonceSlot] = new Word(graph, graph.LoadScheduled(NoncePlace));
        var state = _set.Rounds(graph, HeaderHash.Inputs(graph), t => block[t]!, ..Ring, isShort: true);
        return new("VersionHead", $"Rounds 0 to {Ring - 1} of the first hash.", graph, Keep(graph, state));
    }

    private KernelProgram MakeVersionMiddle()
    {
        var graph = _set.NewGraph();
        var state = _set.Rounds(graph, BlockHash.Loaded(graph), t => new Word(graph, graph.LoadScheduled(PlaceOf(t))), Ring..(Ring + _set.MiddleRounds),
            constant: _ => new Word(graph, graph.Constant(0)), isShort: true);
        return new("VersionMiddle", $"{_set.MiddleRounds} rounds of any number; their words, with the constants, stand in the schedule.", graph, Keep(graph, state));
    }

    private static IReadOnlyList<Term> Keep(TermGraph graph, Word[] state)
    {
        graph.Note("The state, for the next rounds");
        return [.. state.Select((word, i) => graph.Keep(BlockHash.StateSlot + i, word.Value))];
    }
}
