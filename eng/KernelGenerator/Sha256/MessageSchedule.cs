using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Sha256;

/// <summary>
/// The words W of FIPS 180-4, section 6.2.2, step 1, made ahead or when a round wants one. Words of the lanes live in memory, one
/// behind the other, from where they are operands of additions; registers are for the state, and for the newest words.
/// </summary>
public sealed class MessageSchedule
{
    private const int Window = Constants.BlockWords;

    private readonly TermGraph _graph;
    private readonly int _roundsInRegisters;
    private readonly List<Word> _words = [];
    private readonly Dictionary<int, Term?> _stores = [];

    /// <summary>Takes the block.</summary>
    /// <param name="graph">Makes the terms.</param>
    /// <param name="block">16 words; nothing for a word of the lanes that the caller has put into the slot of its number.</param>
    /// <param name="roundsInRegisters">For how many rounds a word stays in a register.</param>
    public MessageSchedule(TermGraph graph, IReadOnlyList<Word?> block, int roundsInRegisters, IReadOnlyList<Term>? stores = null)
    {
        (_graph, _roundsInRegisters) = (graph, roundsInRegisters);
        for (var t = 0; t < Window; t++)
        {
            if (block[t] is null)
                _stores[t] = null;
            else if (stores is not null && t < stores.Count)
                _stores[t] = stores[t];
            _words.Add(block[t] ?? new Word(graph, graph.Load(t)));
        }
    }

    /// <summary>The word of a round, and before it those that are not made yet.</summary>
    public Word At(int t)
    {
        ExtendTo(t + 1);
        return Read(t);
    }

    /// <summary>Makes words until there are so many.</summary>
    public void ExtendTo(int count)
    {
        while (_words.Count < count)
            Extend();
    }

    /// <summary>Makes words ahead, as many in each of some rounds: the last one when the last of the rounds begins.</summary>
    /// <param name="rounds">The rounds.</param>
    /// <param name="words">From the first word that is not there before them, to the end of those that are there after them.</param>
    public Action<int> Spread(Range rounds, Range words)
    {
        var (each, all) = (words.End.Value - words.Start.Value, rounds.End.Value - rounds.Start.Value);
        return t => ExtendTo(words.Start.Value + (int)Math.Ceiling(Math.Max(0, t + 1 - rounds.Start.Value) * each / (double)all));
    }

    /// <summary>The stores that leave the newest 16 words in memory, in the slots of their numbers.</summary>
    public IEnumerable<Term> Keep()
    {
        for (var t = _words.Count - Window; t < _words.Count; t++)
        {
            if (!_stores.TryGetValue(t, out var store))
                yield return _graph.Store(t, _words[t].Value);
            else if (store is not null)
                yield return store;
        }
    }

    private void Extend()
    {
        var t = _words.Count;
        var w2 = Read(t - 2).Value;
        var w15 = Read(t - 15).Value;
        var word = new Word(_graph, _graph.RotationsAndShift(w15, Sigmas.Small0))
            + Read(t - 16)
            + Read(t - 7)
            + new Word(_graph, _graph.RotationsAndShift(w2, Sigmas.Small1));
        _words.Add(word);
        if (word.IsLane)
            _stores[t] = _graph.Store(t, word.Value);
    }

    private Word Read(int t)
    {
        if (!_stores.TryGetValue(t, out var store))
            return _words[t];
        return store is null ? new Word(_graph, _graph.Load(t))
            : _words.Count - t <= _roundsInRegisters ? _words[t]
            : new Word(_graph, _graph.Load(store));
    }
}
