using MiningGrid.KernelGenerator.Emit;
using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>
/// The double SHA-256 of block headers that differ in their nonce, in pieces. Where the algebra saves much, rounds have code
/// of their own; where it saves nothing, 8 rounds share theirs. Unrolled as a whole it would be a fiftieth fewer
/// instructions, but more than a CPU's cache of decoded instructions holds, and then decoding is what takes the time.
/// The schedule's words are made ahead, as many in each round: rounds that make none leave a CPU waiting for the one before.
/// Between the pieces memory is as <see cref="BlockHash"/> says.
/// </summary>
public sealed class HeaderHash
{
    private const int TailWords = 3;
    private const int NonceWord = TailWords;

    // W16 and W17 are made of words before it alone.
    private const int FirstWordOfNonce = 18;
    private const uint HeaderBits = 8 * 80;
    private const uint HashBits = 8 * 32;

    private const int SecondTailRounds = 56;
    private const int SecondTailWords = 58;

    // h of the state after the last round is e three rounds before, and that e needs no a of the four rounds up to it.
    private const int TopWord = 7;
    private const int RoundsToTopWord = Constants.Rounds - 3;
    private const int RoundsWithA = RoundsToTopWord - 4;

    private readonly InstructionSet _set;
    private readonly int _firstHeadWords;
    private readonly int _secondHeadWords;

    public HeaderHash(InstructionSet set)
    {
        _set = set;
        FirstMiddles = (Constants.Rounds - set.FirstHeadRounds) / set.MiddleRounds;
        SecondMiddles = (SecondTailRounds - set.SecondHeadRounds) / set.MiddleRounds;
        _firstHeadWords = Constants.Rounds - (FirstMiddles * set.MiddleWords);
        _secondHeadWords = SecondTailWords - (SecondMiddles * set.MiddleWords);
        FirstHead = MakeFirstHead();
        SecondHead = MakeSecondHead();
        SecondTail = MakeSecondTail();
    }

    /// <summary>Where the nonces stand, as a header's bytes have them.</summary>
    public static int NonceSlot => NonceWord;

    public KernelProgram FirstHead { get; }

    public KernelProgram SecondHead { get; }

    public KernelProgram SecondTail { get; }

    /// <summary>From which round on the shared piece runs in the first hash, and which word it makes first.</summary>
    public (int Round, int Word) FirstMiddle => (_set.FirstHeadRounds, _firstHeadWords);

    /// <summary>From which round on it runs in the second hash, and which word it makes first.</summary>
    public (int Round, int Word) SecondMiddle => (_set.SecondHeadRounds, _secondHeadWords);

    /// <summary>How often it runs in the first hash.</summary>
    public int FirstMiddles { get; }

    /// <summary>How often in the second.</summary>
    public int SecondMiddles { get; }

    /// <summary>What the state before the second block is made of.</summary>
    public static Word[] Inputs(TermGraph graph) =>
        [.. Enumerable.Range(0, Constants.StateWords).Select(i => new Word(graph, graph.Input(i)))];

    /// <summary>The second block: merkle root's end, time and bits, nothing for the nonce, and the padding.</summary>
    public static Word?[] SecondBlock(TermGraph graph)
    {
        var block = Padded(graph, TailWords + 1, HeaderBits);
        for (var i = 0; i < TailWords; i++)
            block[i] = new Word(graph, graph.Input(Constants.StateWords + i));
        return block;
    }

    /// <summary>The whole second hash, to its most significant word.</summary>
    public static Term TopWordOf(TermGraph graph, InstructionSet set, Word[] firstHash)
    {
        var block = Padded(graph, Constants.StateWords, HashBits);
        var midstate = Inputs(graph);
        for (var i = 0; i < Constants.StateWords; i++)
            block[i] = firstHash[i] + midstate[i];
        var schedule = new MessageSchedule(graph, block, set.RoundsInRegisters);
        var state = Compression.Run(graph, Initial(graph), schedule.At, ..RoundsToTopWord, RoundsWithA);
        return graph.Store(BlockHash.StateSlot, (state[4] + Constants.Initial[TopWord]).Value);
    }

    // The first block's hash, the merkle root's end, time and bits are inputs of the job; the nonces stand in their slot.
    private KernelProgram MakeFirstHead()
    {
        var graph = _set.NewGraph();
        var block = SecondBlock(graph);
        var schedule = new MessageSchedule(graph, block, _set.RoundsInRegisters);
        var state = _set.Rounds(graph, Inputs(graph), schedule.At, ..FirstMiddle.Round,
            ahead: schedule.Spread(NonceWord..FirstMiddle.Round, FirstWordOfNonce..FirstMiddle.Word));
        return new("FirstHead", $"Rounds 0 to {FirstMiddle.Round - 1} of the first hash.", graph, BlockHash.Keep(graph, state, schedule));
    }

    // The first hash is the state that is left of it and the one before its block.
    private KernelProgram MakeSecondHead()
    {
        var graph = _set.NewGraph();
        var block = Padded(graph, Constants.StateWords, HashBits);
        var (state, midstate) = (BlockHash.Loaded(graph), Inputs(graph));
        graph.Note("The first hash");
        for (var i = 0; i < Constants.StateWords; i++)
            block[i] = state[i] + midstate[i];
        var stores = block.Take(Constants.StateWords).Select((word, i) => graph.Store(i, word!.Value)).ToList();

        var schedule = new MessageSchedule(graph, block, _set.RoundsInRegisters, stores);
        state = _set.Rounds(graph, Initial(graph), schedule.At, ..SecondMiddle.Round,
            ahead: schedule.Spread(..SecondMiddle.Round, Constants.BlockWords..SecondMiddle.Word));
        return new("SecondHead", $"Rounds 0 to {SecondMiddle.Round - 1} of the second hash.", graph, BlockHash.Keep(graph, state, schedule));
    }

    // Nobody wants more than the most significant word.
    private KernelProgram MakeSecondTail()
    {
        const int earlier = SecondTailWords - Constants.BlockWords; // as if its first word were the 16th
        var graph = _set.NewGraph();
        var schedule = BlockHash.LoadedSchedule(graph, _set);
        var state = _set.Rounds(graph, BlockHash.Loaded(graph), schedule.At,
            (SecondTailRounds - earlier)..(RoundsToTopWord - earlier), RoundsWithA - earlier,
            t => new Word(graph, graph.Constant(Constants.Round[t + earlier])));
        graph.Note("The most significant word");
        return new("SecondTail", $"Rounds {SecondTailRounds} to {RoundsToTopWord - 1} of the second hash, and its last word.", graph,
            [graph.Store(BlockHash.StateSlot, (state[4] + Constants.Initial[TopWord]).Value)]);
    }

    private static Word[] Initial(TermGraph graph) =>
        [.. Constants.Initial.ToArray().Select(word => new Word(graph, graph.Constant(word)))];

    // Words that are filled in, then the end mark, zeros, and the message's length.
    private static Word?[] Padded(TermGraph graph, int words, uint bits)
    {
        var block = new Word?[Constants.BlockWords];
        for (var i = words; i < block.Length; i++)
        {
            block[i] = new Word(graph, graph.Constant(
                i == words ? Constants.EndOfMessage : i == block.Length - 1 ? bits : 0));
        }
        return block;
    }
}
