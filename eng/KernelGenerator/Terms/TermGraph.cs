using System.Numerics;

namespace MiningGrid.KernelGenerator.Terms;

/// <summary>
/// Makes terms. Equal terms are made once, operations on constants are done at once, and where the instructions lack a
/// rotation or a function of three words, it is taken apart here, so that a term in the lanes is always one instruction.
/// </summary>
/// <param name="hasRotation">Whether there is an instruction that rotates.</param>
/// <param name="hasTernaryLogic">Whether there is one for any function of three bits.</param>
/// <param name="hasAffine">Whether there are some that rotate by bytes and that apply a <see cref="BitMatrix"/>.</param>
/// <param name="isLeanest">Whether only the number of instructions counts.</param>
public sealed class TermGraph(bool hasRotation, bool hasTernaryLogic, bool hasAffine = false, bool isLeanest = false)
{
    private readonly Dictionary<(Operation, ulong, int, int, int), Term> _known = [];
    private readonly Dictionary<Term, Term> _kept = [];
    private readonly List<Term> _terms = [];
    private readonly SortedDictionary<int, string> _notes = [];

    /// <summary>All terms, in the order in which they were made.</summary>
    public IReadOnlyList<Term> Terms => _terms;

    /// <summary>What is being computed from a term's number on.</summary>
    public IReadOnlyDictionary<int, string> Notes => _notes;

    public void Note(string text) => _notes[_terms.Count] = text;

    public Term Constant(uint value) => Make(Operation.Constant, Stage.Constant, value);

    public Term Input(int place) => Make(Operation.Input, Stage.Job, (uint)place);

    /// <summary>A vector that the caller has put into memory.</summary>
    public Term Load(int slot) => MakeAlways(Operation.Load, Stage.Lane, (uint)slot);

    /// <summary>A vector that was stored. Each load is a term of its own: it becomes the operand of one instruction.</summary>
    public Term Load(Term store) => MakeAlways(Operation.Load, Stage.Lane, store.Immediate, store);

    public Term Store(int slot, Term value) => MakeAlways(Operation.Store, Stage.Lane, (uint)slot, value);

    /// <summary>Puts a vector into memory, once.</summary>
    public Term Keep(int slot, Term value) =>
        _kept.TryGetValue(value, out var store) ? store : _kept[value] = Store(slot, value);

    /// <summary>What was kept, from memory; a value that was not, as it is.</summary>
    public Term Again(Term value) => _kept.TryGetValue(value, out var store) ? Load(store) : value;

    /// <summary>A word of the schedule where its round reads it: made ahead, or shared by several messages.</summary>
    public Term LoadScheduled(int place) => MakeAlways(Operation.LoadScheduled, Stage.Lane, (uint)place);

    public Term StoreScheduled(int place, Term value) => MakeAlways(Operation.StoreScheduled, Stage.Lane, (uint)place, value);

    public Term Add(Term left, Term right) => (left.Operation, right.Operation) switch
    {
        (Operation.Constant, Operation.Constant) => Constant(left.Immediate + right.Immediate),
        (_, Operation.Constant) when right.Immediate == 0 => left,
        _ => Make(Operation.Add, Later(left, right), 0, left, right),
    };

    public Term Subtract(Term left, Term right) => Make(Operation.Subtract, Later(left, right), 0, left, right);

    private Term RotateRight(Term word, int bits)
    {
        if (word.Stage == Stage.Constant)
            return Constant(BitOperations.RotateRight(word.Immediate, bits));
        return hasRotation || word.Stage == Stage.Job
            ? Make(Operation.RotateRight, word.Stage, (uint)bits, word)
            : Xor(ShiftRight(word, bits), Make(Operation.ShiftLeft, word.Stage, (uint)(32 - bits), word));
    }

    private Term ShiftRight(Term word, int bits) => word.Stage == Stage.Constant
        ? Constant(word.Immediate >> bits)
        : Make(Operation.ShiftRight, word.Stage, (uint)bits, word);

    /// <summary>Exclusive or of three rotations.</summary>
    /// <param name="word">Of what.</param>
    /// <param name="by">The distances.</param>
    /// <param name="soon">Whether what waits for it counts more than its instructions.</param>
    public Term Rotations(Term word, (int X, int Y, int Z) by, bool soon = false)
    {
        if ((soon && !isLeanest) || !IsAffine(word))
            return Xor3(RotateRight(word, by.X), RotateRight(word, by.Y), RotateRight(word, by.Z));

        // Of x and y, which is x two bytes on, four matrices make what is wanted, half of it a byte off: 9 instructions in place of 11.
        var matrices = BitMatrix.OfRotations(by.X, by.Y, by.Z);
        var half = RotateBytesRight(word, 2);
        return Xor(
            Xor(Affine(word, matrices[0]), Affine(half, matrices[2])),
            RotateBytesRight(Xor(Affine(word, matrices[1]), Affine(half, matrices[3])), 1));
    }

    /// <summary>Exclusive or of two rotations and a shift.</summary>
    public Term RotationsAndShift(Term word, (int X, int Y, int Shift) by)
    {
        var matrices = BitMatrix.OfRotations(by.X, by.Y);
        if (!IsAffine(word) || !matrices[0].IsZero || !matrices[1].IsZero)
            return Xor3(RotateRight(word, by.X), RotateRight(word, by.Y), ShiftRight(word, by.Shift));

        // Both rotations take from the same two bytes: 7 instructions in place of 9. With all four matrices nothing is saved.
        return Xor(
            ShiftRight(word, by.Shift),
            RotateBytesRight(Xor(Affine(word, matrices[2]), RotateBytesRight(Affine(word, matrices[3]), 1)), 2));
    }

    private bool IsAffine(Term word) => hasAffine && word.Stage == Stage.Lane;

    private Term Affine(Term word, BitMatrix matrix) => Make(Operation.Affine, word.Stage, matrix.Bits, word);

    private Term RotateBytesRight(Term word, int bytes) => Make(Operation.RotateBytesRight, word.Stage, (uint)bytes, word);

    private Term Xor3(Term x, Term y, Term z) =>
        Logic(Operation.Xor3, x, y, z, (a, b, c) => a ^ b ^ c, () => Xor(Xor(x, y), z));

    /// <summary>Ch of FIPS 180-4.</summary>
    public Term Choose(Term x, Term y, Term z) =>
        Logic(Operation.Choose, x, y, z, (a, b, c) => (a & b) ^ (~a & c), () => Xor(And(Xor(y, z), x), z));

    /// <summary>Maj of FIPS 180-4. Taken apart, x ^ y is the next round's y ^ z.</summary>
    public Term Majority(Term x, Term y, Term z) =>
        Logic(Operation.Majority, x, y, z, (a, b, c) => (a & b) ^ (a & c) ^ (b & c), () => Xor(And(Xor(x, y), Xor(y, z)), y));

    /// <summary>Maj of FIPS 180-4, taken apart.</summary>
    /// <param name="x">The newest word.</param>
    /// <param name="y">The one before, read each time that it is used.</param>
    /// <param name="yz">Its difference from the oldest one.</param>
    /// <param name="xy">That of the newest one from it: the next round's other difference.</param>
    public Term Majority(Term x, Term y, Term yz, out Term xy)
    {
        xy = Xor(x, y);
        return Xor(And(xy, yz), y);
    }

    /// <summary>Exclusive or of two.</summary>
    public Term Difference(Term x, Term y) => Xor(x, y);

    private Term Xor(Term x, Term y) => Later(x, y) == Stage.Constant
        ? Constant(x.Immediate ^ y.Immediate)
        : Make(Operation.Xor, Later(x, y), 0, x, y);

    private Term And(Term x, Term y) => Later(x, y) == Stage.Constant
        ? Constant(x.Immediate & y.Immediate)
        : Make(Operation.And, Later(x, y), 0, x, y);

    private Term Logic(Operation operation, Term x, Term y, Term z, Func<uint, uint, uint, uint> fold, Func<Term> apart) =>
        Later(x, Later(y, z)) switch
        {
            Stage.Constant => Constant(fold(x.Immediate, y.Immediate, z.Immediate)),
            Stage.Lane when !hasTernaryLogic => apart(),
            var stage => Make(operation, stage, 0, x, y, z),
        };

    private static Stage Later(Term x, Term y) => Later(x, y.Stage);

    private static Stage Later(Term x, Stage stage) => x.Stage > stage ? x.Stage : stage;

    private Term Make(Operation operation, Stage stage, ulong immediate, params Term[] operands)
    {
        int Number(int operand) => operand < operands.Length ? operands[operand].Number : -1;
        var key = (operation, immediate, Number(0), Number(1), Number(2));
        return _known.TryGetValue(key, out var known) ? known : _known[key] = MakeAlways(operation, stage, immediate, operands);
    }

    private Term MakeAlways(Operation operation, Stage stage, ulong immediate, params Term[] operands)
    {
        var term = new Term(_terms.Count, operation, stage, immediate, operands);
        _terms.Add(term);
        return term;
    }
}
