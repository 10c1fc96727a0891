using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>What has to be computed for what is wanted.</summary>
public static class Liveness
{
    /// <summary>The wanted terms and all that they are made of, operands first.</summary>
    public static IReadOnlyList<Term> Of(IEnumerable<Term> wanted)
    {
        var live = new SortedDictionary<int, Term>();
        var open = new Stack<Term>(wanted);
        while (open.TryPop(out var term))
        {
            if (!live.TryAdd(term.Number, term))
                continue;
            foreach (var operand in term.Operands)
                open.Push(operand);
        }
        return [.. live.Values];
    }
}
