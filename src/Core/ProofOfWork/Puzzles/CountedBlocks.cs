using System.Buffers.Binary;
using System.Globalization;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// The last blocks of a text with numbers behind it that differ in their last four digits only: the words all have in common,
/// and where the digits go. Blocks without these digits in front are hashed already.
/// </summary>
internal sealed class CountedBlocks
{
    private const int WordBytes = sizeof(uint);
    private const int MaxDigits = 20; // of 2^64 - 1

    private readonly uint[] _textState = [.. Sha256Constants.Initial];
    private readonly byte[] _bytes = new byte[2 * Sha256Block.Size];
    private readonly int _textBytes;
    private readonly int _restBytes;

    public CountedBlocks(ReadOnlySpan<byte> text)
    {
        _textBytes = text.Length;
        for (; text.Length >= Sha256Block.Size; text = text[Sha256Block.Size..])
            Sha256Block.Compress(_textState, text[..Sha256Block.Size]);
        text.CopyTo(_bytes);
        _restBytes = text.Length;
    }

    /// <summary>The state before the first block.</summary>
    public uint[] State { get; } = new uint[Sha256Constants.StateWords];

    /// <summary>The blocks' words, with zeros for the digits.</summary>
    public uint[] Words { get; } = new uint[2 * Sha256Constants.BlockWords];

    /// <summary>How many blocks, 1 or 2.</summary>
    public int Blocks { get; private set; }

    /// <summary>The word in which the digits begin.</summary>
    public int DigitsWord { get; private set; }

    /// <summary>How many bits of that word are before the digits. Unless none are, the digits end in the next word.</summary>
    public int DigitsShift { get; private set; }

    /// <summary>Lays numbers out.</summary>
    /// <param name="group">The digits before the last four, as a number; 0 for none.</param>
    public void Lay(ulong group)
    {
        var tail = _bytes.AsSpan(_restBytes);
        tail.Clear();
        var digits = 0;
        if (group > 0)
            group.TryFormat(tail[..MaxDigits], out digits, provider: CultureInfo.InvariantCulture);
        var digitsAt = _restBytes + digits;
        var end = digitsAt + LastDigits.Count;
        _bytes[end] = 0x80;
        Blocks = end + 1 + sizeof(ulong) <= Sha256Block.Size ? 1 : 2;
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan((Blocks * Sha256Block.Size) - sizeof(ulong)),
            8 * (ulong)(_textBytes + digits + LastDigits.Count));

        _textState.CopyTo(State, 0);
        var rest = _bytes.AsSpan(0, Blocks * Sha256Block.Size);
        if (digitsAt >= Sha256Block.Size)
        {
            Sha256Block.Compress(State, rest[..Sha256Block.Size]);
            rest = rest[Sha256Block.Size..];
            (digitsAt, Blocks) = (digitsAt - Sha256Block.Size, 1);
        }
        for (var i = 0; i < rest.Length / WordBytes; i++)
            Words[i] = BinaryPrimitives.ReadUInt32BigEndian(rest[(WordBytes * i)..]);
        (DigitsWord, DigitsShift) = (digitsAt / WordBytes, 8 * (digitsAt % WordBytes));
    }
}
