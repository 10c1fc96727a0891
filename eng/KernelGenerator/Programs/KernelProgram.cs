using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>What a kernel computes: words of a job, and vectors in memory, into vectors in memory.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Graph">The terms.</param>
/// <param name="Results">The stores that are wanted; whatever doesn't lead to them is left out.</param>
public sealed record KernelProgram(string Name, string Summary, TermGraph Graph, IReadOnlyList<Term> Results);
