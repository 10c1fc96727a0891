using System.Text;
using MiningGrid.KernelGenerator.Programs;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>
/// Writes a program as statements without branches, loops or calls. A value that is used once is part of the expression that
/// uses it; the others get a variable, whose name goes to another value after the last use: the JIT tracks about a thousand.
/// Statements of several streams alternate, one stream some behind the other. The state stands in variables of its own, from one program to the next,
/// or where there are too few registers for it, in memory of its own.
/// </summary>
public sealed class KernelBody
{
    private const string StreamLetters = "abcd";

    private readonly KernelProgram _program;
    private readonly InstructionSet _set;
    private readonly List<Term> _live;
    private readonly Dictionary<Term, int> _uses = [];
    private readonly Dictionary<Term, int> _lastUse = [];
    private readonly Dictionary<Term, int> _variables = [];
    private readonly Func<int, string> _job;

    /// <summary>Takes the program.</summary>
    /// <param name="program">What to compute.</param>
    /// <param name="set">With what.</param>
    /// <param name="job">The expression for a word of the job in all lanes, by its place; one of the job that the method is given, unless told.</param>
    public KernelBody(KernelProgram program, InstructionSet set, Func<int, string>? job = null)
    {
        (_program, _set) = (program, set);
        _job = job ?? (place => JobWord(set, place));
        _live = [.. Liveness.Of(program.Results).Where(term => term.Stage == Stage.Lane)];
        foreach (var operand in _live.SelectMany(term => term.Operands))
            _uses[operand] = _uses.GetValueOrDefault(operand) + 1;
        Job = [.. _live.SelectMany(term => term.Operands).Where(term => term.Stage == Stage.Job).Distinct()];
    }

    /// <summary>What it reads of the job, in the order of its places.</summary>
    public IReadOnlyList<Term> Job { get; }

    /// <summary>Instructions on vectors, without moves: what the ceiling of a CPU is counted with.</summary>
    public int Instructions => _live.Count(term => !Reads(term) && !Writes(term));

    /// <summary>Whether it begins or ends with a state.</summary>
    public bool HasState => _live.Any(IsState);

    /// <summary>Variables that the statements want, a stream; known once they are written.</summary>
    public int Variables { get; private set; }

    /// <summary>The variables of some number, of all streams.</summary>
    public static IEnumerable<string> Names(InstructionSet set, string letter, int count) =>
        Enumerable.Range(0, count).SelectMany(number => Enumerable.Range(0, set.Streams).Select(stream => Name(set, letter, number, stream)));

    /// <summary>A variable.</summary>
    public static string Name(InstructionSet set, string letter, int number, int stream) =>
        set.Streams == 1 ? $"{letter}{number}" : $"{letter}{StreamLetters[stream]}{number}";

    /// <summary>A word of the state, where the kernel's method has it.</summary>
    public static string StateWord(InstructionSet set, int word, int stream) =>
        set.StateInMemory ? $"state[{(word * set.Streams) + stream}]" : Name(set, "s", word, stream);

    /// <summary>A word of the job, in all lanes.</summary>
    public static string JobWord(InstructionSet set, int place) => set.Broadcast($"job[{place}]");

    public string Write(int indent)
    {
        var margin = new string(' ', indent);
        var statements = _live.Where(IsStatement).ToList();
        foreach (var statement in statements)
        {
            foreach (var operand in Named(statement))
                _lastUse[operand] = statement.Number;
        }

        var lines = new List<(string Note, string[] Texts)>();
        var notes = new Queue<KeyValuePair<int, string>>(_program.Graph.Notes);
        var free = new PriorityQueue<int, int>();
        foreach (var statement in statements)
        {
            var about = "";
            while (notes.TryPeek(out var note) && note.Key <= statement.Number)
                about = $"{margin}// {notes.Dequeue().Value}\n";

            string[] texts = [.. Enumerable.Range(0, _set.Streams).Select(stream => Text(statement, stream))];
            foreach (var operand in Named(statement).Where(operand => _lastUse[operand] == statement.Number).Distinct())
                free.Enqueue(_variables[operand], _variables[operand]);
            if (!Writes(statement))
                _variables[statement] = free.TryDequeue(out var name, out _) ? name : Variables++;
            lines.Add((about, [.. texts.Select((text, stream) => $"{margin}{Target(statement, stream)} = {text};\n")]));
        }

        var body = new StringBuilder($"{margin}// {_program.Summary}\n");
        for (var line = 0; line < lines.Count + ((_set.Streams - 1) * _set.Lag); line++)
        {
            for (var stream = 0; stream < _set.Streams; stream++)
            {
                if (lines.ElementAtOrDefault(line - (stream * _set.Lag)) is { Texts: { } texts } at)
                    body.Append(stream == 0 ? at.Note : "").Append(texts[stream]);
            }
        }
        return body.ToString();
    }

    private bool IsStatement(Term term) => Writes(term) || (_uses.GetValueOrDefault(term) > 1 && !(Reads(term) && IsState(term)));

    // The variables that a statement reads.
    private IEnumerable<Term> Named(Term term) => term.Operands.Where(operand => operand.Stage == Stage.Lane && !Writes(operand))
        .SelectMany(operand => IsStatement(operand) ? [operand] : Named(operand));

    private string Text(Term term, int stream) => term.Operation switch
    {
        Operation.Store or Operation.StoreScheduled => Bare(Operand(term.Operands[0], stream)),
        Operation.Load or Operation.LoadScheduled => Read(term, stream),
        _ => Bare(_set.Express(term, [.. term.Operands.Select(operand => Operand(operand, stream))])),
    };

    private string Operand(Term term, int stream) => term switch
    {
        { Operation: Operation.Constant } => _set.Broadcast($"0x{term.Immediate:x8}u"),
        { Stage: Stage.Job } => _job(Place(term)),
        _ when IsStatement(term) => Name(_set, "v", _variables[term], stream),
        _ when Reads(term) => Read(term, stream),
        _ => _set.Express(term, [.. term.Operands.Select(operand => Operand(operand, stream))]),
    };

    private string Target(Term statement, int stream) =>
        IsState(statement) ? StateWord(_set, StateOf(statement), stream)
        : Writes(statement) ? $"{Memory(statement)}[{Slot(statement, stream)}]"
        : Name(_set, "v", _variables[statement], stream);

    private int Place(Term term) => Job.Index().First(entry => entry.Item == term).Index;

    private string Read(Term term, int stream) =>
        !IsState(term) ? _set.Read(Memory(term), Slot(term, stream))
        : _set.StateInMemory ? _set.Read("state", (StateOf(term) * _set.Streams) + stream)
        : StateWord(_set, StateOf(term), stream);

    private static int StateOf(Term term) => (int)term.Immediate - BlockHash.StateSlot;

    private int Slot(Term term, int stream) => ((int)term.Immediate * _set.Streams) + stream;

    private static string Memory(Term term) => term.Operation is Operation.LoadScheduled or Operation.StoreScheduled ? "scheduled" : "w";

    private static bool Reads(Term term) => term.Operation is Operation.Load or Operation.LoadScheduled;

    private static bool Writes(Term term) => term.Operation is Operation.Store or Operation.StoreScheduled;

    private static bool IsState(Term term) =>
        term.Operation is Operation.Load or Operation.Store && term.Immediate >= BlockHash.StateSlot;

    private static string Bare(string expression) =>
        expression.StartsWith('(') && expression.EndsWith(')') ? expression[1..^1] : expression;
}
