namespace MiningGrid.KernelGenerator.Terms;

/// <summary>What a term does with its operands.</summary>
public enum Operation
{
    /// <summary>A number, the term's immediate.</summary>
    Constant,

    /// <summary>A word that the job is made of; the immediate is its place.</summary>
    Input,

    /// <summary>A vector in memory; the immediate is its slot, the operand (if any) the store that put it there.</summary>
    Load,

    /// <summary>Puts a vector into memory; the immediate is the slot.</summary>
    Store,

    /// <summary>A word of the schedule where its round reads it; the immediate is its place.</summary>
    LoadScheduled,

    /// <summary>Puts a vector there; the immediate is the place.</summary>
    StoreScheduled,

    /// <summary>Sum of two.</summary>
    Add,

    /// <summary>The first less the second.</summary>
    Subtract,

    /// <summary>Exclusive or of two.</summary>
    Xor,

    /// <summary>And of two.</summary>
    And,

    /// <summary>Rotation to the right by the immediate.</summary>
    RotateRight,

    /// <summary>Shift to the right by the immediate.</summary>
    ShiftRight,

    /// <summary>Shift to the left by the immediate.</summary>
    ShiftLeft,

    /// <summary>Rotation to the right by as many bytes as the immediate says.</summary>
    RotateBytesRight,

    /// <summary>A <see cref="BitMatrix"/> applied to each byte; the immediate is the matrix.</summary>
    Affine,

    /// <summary>Exclusive or of three.</summary>
    Xor3,

    /// <summary>Bits of the second where the first has ones, of the third elsewhere.</summary>
    Choose,

    /// <summary>Bits that at least two of three have.</summary>
    Majority,
}
