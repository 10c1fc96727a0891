namespace MiningGrid.KernelGenerator.Terms;

/// <summary>
/// A sum, kept open as long as nobody needs its value: what is constant adds up now, what the job knows adds up once a job,
/// and only the rest costs additions in the lanes.
/// </summary>
public sealed class Word
{
    private readonly TermGraph _graph;
    private readonly uint _constant;
    private readonly Term[] _job;
    private readonly Term[] _lanes;
    private Term? _value;

    private Word(TermGraph graph, uint constant, Term[] job, Term[] lanes) =>
        (_graph, _constant, _job, _lanes) = (graph, constant, job, lanes);

    /// <summary>A sum of one term.</summary>
    public Word(TermGraph graph, Term term)
        : this(graph,
            term.Stage == Stage.Constant ? term.Immediate : 0,
            term.Stage == Stage.Job ? [term] : [],
            term.Stage == Stage.Lane ? [term] : []) => _value = term;

    public bool IsLane => _lanes.Length > 0;

    /// <summary>The sum's value. Once asked for, other sums build on it.</summary>
    public Term Value => _value ??= Close();

    public static Word operator +(Word left, Word right)
    {
        var (l, r) = (left.Opened, right.Opened);
        return new(left._graph, l._constant + r._constant, [.. l._job, .. r._job], [.. l._lanes, .. r._lanes]);
    }

    public static Word operator +(Word left, uint constant) => left + new Word(left._graph, left._graph.Constant(constant));

    // A sum in the lanes that already has a value is not added up a second time.
    private Word Opened => IsLane && _value is not null ? new Word(_graph, _value) : this;

    private Term Close()
    {
        var known = _job.Aggregate((Term?)null, (sum, term) => sum is null ? term : _graph.Add(sum, term));
        if (known is null || _constant != 0)
            known = known is null ? _graph.Constant(_constant) : _graph.Add(known, _graph.Constant(_constant));
        if (!IsLane)
            return known;

        // What is known goes to the first one, which is the oldest: it waits for nothing.
        var sum = known is { Operation: Operation.Constant, Immediate: 0 } ? _lanes[0] : _graph.Add(_lanes[0], known);
        return _lanes.Skip(1).Aggregate(sum, _graph.Add);
    }
}
