using System.Text;
using MiningGrid.KernelGenerator.Programs;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>
/// Writes a program as one method without branches, loops or calls. A value that is used once is part of the expression that
/// uses it; the others get a variable, whose name goes to another value after the last use: the JIT tracks about a thousand.
/// Statements of several streams alternate.
/// </summary>
public sealed class KernelMethod
{
    private const string StreamLetters = "abcd";

    private readonly KernelProgram _program;
    private readonly InstructionSet _set;
    private readonly int _slots; // of memory, a stream
    private readonly List<Term> _live;
    private readonly Dictionary<Term, int> _uses = [];
    private readonly Dictionary<Term, int> _lastUse = [];
    private readonly Dictionary<Term, int> _variables = [];

    public KernelMethod(KernelProgram program, InstructionSet set, int slots)
    {
        (_program, _set, _slots) = (program, set, slots);
        _live = [.. Liveness.Of(program.Results).Where(term => term.Stage == Stage.Lane)];
        foreach (var operand in _live.SelectMany(term => term.Operands))
            _uses[operand] = _uses.GetValueOrDefault(operand) + 1;
        Job = [.. _live.SelectMany(term => term.Operands).Where(term => term.Stage == Stage.Job).Distinct()];
    }

    /// <summary>What the method reads of the job, in the order of its places.</summary>
    public IReadOnlyList<Term> Job { get; }

    /// <summary>Instructions on vectors, without moves: what the ceiling of a CPU is counted with.</summary>
    public int Instructions => _live.Count(term => term.Operation is not (Operation.Load or Operation.Store));

    public string Write()
    {
        var statements = _live.Where(IsStatement).ToList();
        foreach (var statement in statements)
        {
            foreach (var operand in Named(statement))
                _lastUse[operand] = statement.Number;
        }

        var body = new StringBuilder();
        var notes = new Queue<KeyValuePair<int, string>>(_program.Graph.Notes);
        var free = new PriorityQueue<int, int>();
        var variables = 0;
        foreach (var statement in statements)
        {
            while (notes.TryPeek(out var note) && note.Key <= statement.Number)
            {
                notes.Dequeue();
                if (!notes.TryPeek(out var next) || next.Key > statement.Number)
                    body.AppendLine($"        // {note.Value}");
            }

            var texts = Enumerable.Range(0, _set.Streams).Select(stream => Text(statement, stream)).ToList();
            foreach (var operand in Named(statement).Where(operand => _lastUse[operand] == statement.Number).Distinct())
                free.Enqueue(_variables[operand], _variables[operand]);
            if (statement.Operation != Operation.Store)
                _variables[statement] = free.TryDequeue(out var name, out _) ? name : variables++;
            for (var stream = 0; stream < _set.Streams; stream++)
                body.AppendLine($"        {Target(statement, stream)} = {texts[stream]};");
        }
        return Frame(body, variables);
    }

    private string Frame(StringBuilder body, int variables)
    {
        var names = string.Join(", ", Enumerable.Range(0, variables).SelectMany(
            variable => Enumerable.Range(0, _set.Streams).Select(stream => Name(variable, stream))));
        return $$"""
                /// <summary>{{_program.Summary}} {{Instructions}} instructions for {{_set.Lanes}} candidates.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void {{_program.Name}}(uint* job, uint* words)
                {
                    var w = ({{_set.VectorType}}*)words;
                    {{_set.VectorType}} {{names}};

            {{body}}    }

            """;
    }

    private bool IsStatement(Term term) => term.Operation == Operation.Store || _uses.GetValueOrDefault(term) > 1;

    // The variables that a statement reads.
    private IEnumerable<Term> Named(Term term) => term.Operands.Where(operand => operand.Stage == Stage.Lane && operand.Operation != Operation.Store)
        .SelectMany(operand => IsStatement(operand) ? [operand] : Named(operand));

    private string Text(Term term, int stream) => term.Operation switch
    {
        Operation.Store => Bare(Operand(term.Operands[0], stream)),
        Operation.Load => Slot(term, stream),
        _ => Bare(_set.Express(term, [.. term.Operands.Select(operand => Operand(operand, stream))])),
    };

    private string Operand(Term term, int stream) => term switch
    {
        { Operation: Operation.Constant } => _set.Broadcast($"0x{term.Immediate:x8}u"),
        { Stage: Stage.Job } => _set.Broadcast($"job[{Place(term)}]"),
        { Operation: Operation.Load } when !IsStatement(term) => Slot(term, stream),
        _ when IsStatement(term) => Name(_variables[term], stream),
        _ => _set.Express(term, [.. term.Operands.Select(operand => Operand(operand, stream))]),
    };

    private string Target(Term statement, int stream) =>
        statement.Operation == Operation.Store ? Slot(statement, stream) : Name(_variables[statement], stream);

    private int Place(Term term) => Job.Index().First(entry => entry.Item == term).Index;

    private string Slot(Term term, int stream) => $"w[{(stream * _slots) + term.Immediate}]";

    private string Name(int variable, int stream) => _set.Streams == 1 ? $"v{variable}" : $"{StreamLetters[stream]}{variable}";

    private static string Bare(string expression) =>
        expression.StartsWith('(') && expression.EndsWith(')') ? expression[1..^1] : expression;
}
