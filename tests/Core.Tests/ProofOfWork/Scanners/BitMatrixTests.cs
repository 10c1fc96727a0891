using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class BitMatrixTests
{
    private const string Manual = "as the instruction's manual says";
    private const string Instruction = "by the instruction";

    private static readonly Arbitrary<int[]> Distances = Gen.Choose(0, 31).ArrayOf(3).ToArbitrary();
    private static readonly Arbitrary<uint> Words = Gen.Choose(int.MinValue, int.MaxValue).Select(word => (uint)word).ToArbitrary();

    /// <summary>How a matrix is applied; the instruction only where this CPU has it.</summary>
    public static TheoryData<string> Ways => Gfni.IsSupported ? [Manual, Instruction] : [Manual];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Matrices_of_rotations_add_up_to_the_rotations(string way) =>
        Prop.ForAll(Words, Distances, (word, distances) =>
        {
            var rotations = distances.Aggregate(0u, (sum, distance) => sum ^ BitOperations.RotateRight(word, distance));
            var matrices = BitMatrix.OfRotations(distances)
                .Select((matrix, place) => Apply(way, matrix, BitOperations.RotateRight(word, 8 * place)))
                .Aggregate((sum, term) => sum ^ term);
            return matrices == rotations;
        }).Check(2_000);

    [Fact]
    public void Rotations_by_whole_bytes_need_one_matrix_and_others_two()
    {
        for (var distance = 0; distance < 32; distance++)
            Assert.Equal(distance % 8 == 0 ? 1 : 2, BitMatrix.OfRotations(distance).Count(matrix => !matrix.IsZero));
    }

    private static uint Apply(string way, BitMatrix matrix, uint word)
    {
        if (way == Instruction)
        {
            return Gfni.GaloisFieldAffineTransform(
                Vector128.Create(word).AsByte(), Vector128.Create(matrix.Bits).AsByte(), 0).AsUInt32().ToScalar();
        }

        // Bit i of a byte becomes the parity of what it has in common with the matrix' byte 7 - i.
        uint result = 0;
        for (var bit = 0; bit < 32; bit++)
        {
            var row = (byte)(matrix.Bits >> (8 * (7 - (bit % 8))));
            var value = (byte)(word >> (bit & ~7));
            result |= (uint)(BitOperations.PopCount((uint)(row & value)) & 1) << bit;
        }
        return result;
    }
}
