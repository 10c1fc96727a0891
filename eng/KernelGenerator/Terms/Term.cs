namespace MiningGrid.KernelGenerator.Terms;

/// <summary>One operation on 32-bit words, or on lanes of them.</summary>
public sealed class Term(int number, Operation operation, Stage stage, ulong immediate, params Term[] operands)
{
    /// <summary>Terms are numbered as they are made: operands come before what uses them.</summary>
    public int Number { get; } = number;

    public Operation Operation { get; } = operation;

    public Stage Stage { get; } = stage;

    /// <summary>A constant's value, a rotation's distance, or a place.</summary>
    public uint Immediate => (uint)Wide;

    /// <summary>The same, or a matrix, which takes 64 bits.</summary>
    public ulong Wide { get; } = immediate;

    public IReadOnlyList<Term> Operands { get; } = operands;
}
