using System.Text;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>Writes what is computed once a job, in scalar code.</summary>
public sealed class JobMethod
{
    private readonly IReadOnlyList<Term> _wanted;
    private readonly List<Term> _named;

    /// <summary>Takes what is wanted, in the order of its places in the job.</summary>
    public JobMethod(IReadOnlyList<Term> wanted)
    {
        _wanted = wanted;
        var live = Liveness.Of(wanted);
        var uses = live.SelectMany(term => term.Operands).Concat(wanted).CountBy(term => term).ToDictionary();
        _named = [.. live.Where(term => term.Operation is not (Operation.Constant or Operation.Input) && uses[term] > 1)];
    }

    public string Write(string name)
    {
        var body = new StringBuilder();
        foreach (var (index, term) in _named.Index())
            body.AppendLine($"        var x{index} = {Express(term)};");
        foreach (var (place, term) in _wanted.Index())
            body.AppendLine($"        job[{place}] = {Operand(term)};");
        return $$"""
                /// <summary>Computes what all candidates of a job have in common.</summary>
                public static void {{name}}(uint* input, uint* job)
                {
            {{body}}    }

            """;
    }

    private string Operand(Term term)
    {
        var index = _named.IndexOf(term);
        return index >= 0 ? $"x{index}" : Express(term);
    }

    private string Express(Term term)
    {
        string[] x = [.. term.Operands.Select(operand => Operand(operand))];
        return term.Operation switch
        {
            Operation.Constant => $"0x{term.Immediate:x8}u",
            Operation.Input => $"input[{term.Immediate}]",
            Operation.Add => $"({x[0]} + {x[1]})",
            Operation.Xor => $"({x[0]} ^ {x[1]})",
            Operation.And => $"({x[0]} & {x[1]})",
            Operation.RotateRight => $"BitOperations.RotateRight({x[0]}, {term.Immediate})",
            Operation.ShiftRight => $"({x[0]} >> {term.Immediate})",
            Operation.Xor3 => $"({x[0]} ^ {x[1]} ^ {x[2]})",
            Operation.Choose => $"(({x[0]} & {x[1]}) | (~{x[0]} & {x[2]}))",
            Operation.Majority => $"(({x[0]} & ({x[1]} | {x[2]})) | ({x[1]} & {x[2]}))",
            _ => throw new NotSupportedException($"{term.Operation} is not done once a job."),
        };
    }
}
