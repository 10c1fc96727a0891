using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>How a kernel is written for one kind of CPU.</summary>
public sealed record InstructionSet
{
    /// <summary>Of the kernel's type: what comes behind "Header" and the like.</summary>
    public required string Name { get; init; }

    /// <summary>Vector128, Vector256 or Vector512.</summary>
    public required string Vector { get; init; }

    /// <summary>Words in a vector.</summary>
    public required int Lanes { get; init; }

    /// <summary>Groups of candidates whose statements alternate, so that one computes while the other waits.</summary>
    public required int Streams { get; init; }

    /// <summary>
    /// How many statements one stream is behind the other. Rotations, of which a CPU does fewer at a time, stand in clusters: one stream's
    /// should not meet the other's.
    /// </summary>
    public int Lag { get; init; } = 3;

    /// <summary>For how many rounds a word of the schedule stays in a register.</summary>
    public required int RoundsInRegisters { get; init; }

    /// <summary>
    /// Whether the middle of both hashes is one code. That is less of it for a CPU to keep decoded, at the price of registers:
    /// with 16 of them, the JIT spills hundreds of values.
    /// </summary>
    public bool SharesMiddle => Streams > 1;

    /// <summary>
    /// Up to which round rounds wait less for each other, for an instruction more: all of them where there is one stream only, and
    /// nothing else to do while it waits.
    /// </summary>
    public int ShortRounds => Streams > 1 ? 0 : Constants.Rounds;

    /// <summary>Whether what is older than a round is read from memory: so two streams do with 16 registers, without a value that the JIT spills.</summary>
    public bool StateInMemory { get; init; }

    /// <summary>Rounds of the piece that the middle repeats: fewer are less code.</summary>
    public int MiddleRounds { get; init; } = 8;

    /// <summary>Words of the schedule that it makes: 48 in 64 rounds.</summary>
    public int MiddleWords => MiddleRounds * (Constants.Rounds - Constants.BlockWords) / Constants.Rounds;

    /// <summary>
    /// Rounds of the first hash with code of their own: up to here what is zero or known saves enough for it, if there is room where
    /// a CPU keeps code decoded.
    /// </summary>
    public int FirstHeadRounds { get; init; } = 24;

    /// <summary>The same of the second hash.</summary>
    public int SecondHeadRounds { get; init; } = 16;

    /// <summary>Whether this machine has it, as an expression.</summary>
    public required string IsSupported { get; init; }

    /// <summary>The class with rotation and ternary logic; empty where there are none.</summary>
    public string Avx512 { get; init; } = "";

    /// <summary>The class with affine functions of bytes; empty where there are none.</summary>
    public string Affine { get; init; } = "";

    /// <summary>The class that moves bytes, where there are affine functions.</summary>
    public string Bytes { get; init; } = "";

    /// <summary>
    /// Whether an instruction takes an operand from memory only where that is aligned, and nothing is broadcast on the way: so before AVX.
    /// Then the rounds' constants stand in memory as vectors, and whatever is read is said to be aligned.
    /// </summary>
    public bool ReadsAligned { get; init; }

    public string VectorType => $"{Vector}<uint>";

    public TermGraph NewGraph(bool isLeanest = false) =>
        new(hasRotation: Avx512.Length > 0, hasTernaryLogic: Avx512.Length > 0, hasAffine: Affine.Length > 0, isLeanest);

    /// <summary>Some rounds, in the order that suits the streams and registers.</summary>
    /// <param name="graph">Makes the terms.</param>
    /// <param name="before">The working variables a to h.</param>
    /// <param name="schedule">The message: the word of a round; rounds ask in their order.</param>
    /// <param name="rounds">Which rounds, 0 to 63 for all.</param>
    /// <param name="roundsWithA">From this one on only e is wanted, and a is nothing.</param>
    /// <param name="constant">The rounds' constants, where they are not those of the standard.</param>
    /// <param name="isShort">Whether they have nothing else to do while they wait for each other.</param>
    /// <param name="ahead">Makes words for later rounds.</param>
    public Word[] Rounds(
        TermGraph graph, IReadOnlyList<Word> before, Func<int, Word> schedule, Range rounds,
        int roundsWithA = Constants.Rounds, Func<int, Word>? constant = null, bool isShort = false, Action<int>? ahead = null) => StateInMemory
        ? CompressionInMemory.Run(graph, before, schedule, rounds, roundsWithA, constant, isShort, ahead)
        : Compression.Run(graph, before, schedule, rounds, roundsWithA, constant, isShort ? Constants.Rounds : ShortRounds, ahead);

    /// <summary>The expression for a term, from those for its operands.</summary>
    public string Express(Term term, IReadOnlyList<string> x) => term.Operation switch
    {
        Operation.Add => $"({x[0]} + {x[1]})",
        Operation.Subtract => $"({x[0]} - {x[1]})",
        Operation.Xor => $"({x[0]} ^ {x[1]})",
        Operation.And => $"({x[0]} & {x[1]})",
        Operation.ShiftRight => $"({x[0]} >>> {term.Immediate})",
        Operation.ShiftLeft => $"({x[0]} << {term.Immediate})",
        Operation.RotateRight => $"{Avx512}.RotateRight({x[0]}, {term.Immediate})",
        Operation.RotateBytesRight => $"{Bytes}.Shuffle({x[0]}.AsByte(), {AffineTable.Read(this, AffineTable.PlaceOfRotation(term.Immediate))}).AsUInt32()",
        Operation.Affine => $"{Affine}.GaloisFieldAffineTransform({x[0]}.AsByte(), {AffineTable.Read(this, AffineTable.PlaceOf(new(term.Wide)))}, 0).AsUInt32()",
        Operation.Xor3 => Logic(x, 0x96),
        Operation.Choose => Logic(x, 0xca),
        Operation.Majority => Logic(x, 0xe8),
        _ => throw new NotSupportedException($"{term.Operation} is no instruction of {Name}."),
    };

    /// <summary>The expression for what all lanes have in common.</summary>
    public string Broadcast(string word) => $"{Vector}.Create({word})";

    /// <summary>The expression for a vector in memory.</summary>
    public string Read(string memory, int index) =>
        ReadsAligned ? $"{Vector}.LoadAligned((uint*)({memory} + {index}))" : $"{memory}[{index}]";

    // The immediate is the function's truth table.
    private string Logic(IReadOnlyList<string> x, int table) =>
        $"{Avx512}.TernaryLogic({x[0]}, {x[1]}, {x[2]}, 0x{table:x2})";
}
