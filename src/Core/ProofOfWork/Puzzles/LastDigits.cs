using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>The last four digits of numbers as words of a message, in a table: lanes read theirs side by side.</summary>
internal static unsafe class LastDigits
{
    /// <summary>How many digits.</summary>
    public const int Count = 4;

    /// <summary>How many numbers have all the other digits in common: 10,000.</summary>
    public const uint Numbers = 10_000;

    /// <summary>From this number on there are four digits.</summary>
    public const ulong FirstNumber = 1_000;

    // Whoever reads a batch reads past the last one.
    private const int MaxBatch = 64;

    private static readonly uint[] Words = Make();

    /// <summary>The word of 0000, and those after it; some zeros follow that of 9999.</summary>
    public static uint* Table => (uint*)Unsafe.AsPointer(ref Words[0]);

    private static uint[] Make()
    {
        var words = GC.AllocateArray<uint>((int)Numbers + MaxBatch, pinned: true);
        Span<byte> digits = stackalloc byte[Count];
        for (uint number = 0; number < Numbers; number++)
        {
            number.TryFormat(digits, out _, "d4", CultureInfo.InvariantCulture);
            words[number] = BinaryPrimitives.ReadUInt32BigEndian(digits);
        }
        return words;
    }
}
