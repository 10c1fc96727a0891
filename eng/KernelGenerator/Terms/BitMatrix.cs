namespace MiningGrid.KernelGenerator.Terms;

/// <summary>
/// A linear function of bytes over GF(2), as the instruction GF2P8AFFINEQB takes it: 8 × 8 bits, in its byte 7 − i the bits of the argument
/// that are added up to bit i of the value.
/// </summary>
/// <param name="Bits">The matrix.</param>
public readonly record struct BitMatrix(ulong Bits)
{
    /// <summary>Bytes of a word.</summary>
    public const int WordBytes = sizeof(uint);

    private const int ByteBits = 8;
    private const int WordBits = WordBytes * ByteBits;

    public bool IsZero => Bits == 0;

    /// <summary>
    /// The matrices that make an exclusive or of rotations of a word: the sum, over the places of the list, of the matrix applied to each byte
    /// of the word that was rotated to the right by as many bytes. A bit of the value is one of the argument some bits above it, which is
    /// in the same byte of a word rotated by whole bytes.
    /// </summary>
    /// <param name="distances">By how many bits to the right.</param>
    public static IReadOnlyList<BitMatrix> OfRotations(params ReadOnlySpan<int> distances)
    {
        var matrices = new BitMatrix[WordBytes];
        foreach (var distance in distances)
        {
            for (var bit = 0; bit < ByteBits; bit++)
            {
                var source = (bit + distance) % WordBits;
                matrices[source / ByteBits] += new BitMatrix(1UL << ((ByteBits * (ByteBits - 1 - bit)) + (source % ByteBits)));
            }
        }
        return matrices;
    }

    /// <summary>The sum over GF(2).</summary>
    public static BitMatrix operator +(BitMatrix left, BitMatrix right) => new(left.Bits ^ right.Bits);
}
