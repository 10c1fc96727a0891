using System.Numerics;

namespace MiningGrid.KernelGenerator.Terms;

/// <summary>
/// Makes terms. Equal terms are made once, operations on constants are done at once, and where the instructions lack a
/// rotation or a function of three words, it is taken apart here, so that a term in the lanes is always one instruction.
/// </summary>
/// <param name="hasRotation">Whether there is an instruction that rotates.</param>
/// <param name="hasTernaryLogic">Whether there is one for any function of three bits.</param>
public sealed class TermGraph(bool hasRotation, bool hasTernaryLogic)
{
    private readonly Dictionary<(Operation, uint, int, int, int), Term> _known = [];
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
    public Term Rotations(Term word, int x, int y, int z) => Xor3(RotateRight(word, x), RotateRight(word, y), RotateRight(word, z));

    /// <summary>Exclusive or of two rotations and a shift.</summary>
    public Term RotationsAndShift(Term word, int x, int y, int shift) =>
        Xor3(RotateRight(word, x), RotateRight(word, y), ShiftRight(word, shift));

    private Term Xor3(Term x, Term y, Term z) =>
        Logic(Operation.Xor3, x, y, z, (a, b, c) => a ^ b ^ c, () => Xor(Xor(x, y), z));

    /// <summary>Ch of FIPS 180-4.</summary>
    public Term Choose(Term x, Term y, Term z) =>
        Logic(Operation.Choose, x, y, z, (a, b, c) => (a & b) ^ (~a & c), () => Xor(And(Xor(y, z), x), z));

    /// <summary>Maj of FIPS 180-4. Taken apart, x ^ y is the next round's y ^ z.</summary>
    public Term Majority(Term x, Term y, Term z) =>
        Logic(Operation.Majority, x, y, z, (a, b, c) => (a & b) ^ (a & c) ^ (b & c), () => Xor(And(Xor(x, y), Xor(y, z)), y));

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

    private Term Make(Operation operation, Stage stage, uint immediate, params Term[] operands)
    {
        int Number(int operand) => operand < operands.Length ? operands[operand].Number : -1;
        var key = (operation, immediate, Number(0), Number(1), Number(2));
        return _known.TryGetValue(key, out var known) ? known : _known[key] = MakeAlways(operation, stage, immediate, operands);
    }

    private Term MakeAlways(Operation operation, Stage stage, uint immediate, params Term[] operands)
    {
        var term = new Term(_terms.Count, operation, stage, immediate, operands);
        _terms.Add(term);
        return term;
    }
}
