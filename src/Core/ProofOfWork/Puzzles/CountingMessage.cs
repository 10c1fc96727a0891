using System.Buffers.Binary;
using System.Globalization;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// A text with a decimal number behind it, padded for SHA-256. The text's whole blocks are hashed once; the number is
/// counted up in place, digit by digit.
/// </summary>
internal sealed class CountingMessage
{
    private const int MaxDigits = 20; // of 2^64 - 1
    private const int LengthBytes = sizeof(ulong);
    private const byte EndOfMessage = 0x80;

    private readonly byte[] _tail = new byte[2 * Sha256Block.Size];
    private readonly uint[] _midstate = [.. Sha256Constants.Initial];
    private readonly uint[] _state = new uint[Sha256Constants.StateWords];
    private readonly int _textBytes;
    private readonly int _firstDigit;
    private int _endOfDigits;
    private int _blocks;

    public CountingMessage(ReadOnlySpan<byte> text, ulong number)
    {
        _textBytes = text.Length;
        for (; text.Length >= Sha256Block.Size; text = text[Sha256Block.Size..])
            Sha256Block.Compress(_midstate, text[..Sha256Block.Size]);
        text.CopyTo(_tail);
        _firstDigit = text.Length;

        Span<byte> digits = stackalloc byte[MaxDigits];
        number.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        Lay(digits[..count]);
    }

    /// <summary>The first word of the message's SHA-256: of the hash as a number, the most significant one.</summary>
    public uint HashTopWord()
    {
        _midstate.CopyTo(_state, 0);
        for (var block = 0; block < _blocks; block++)
            Sha256Block.Compress(_state, _tail.AsSpan(block * Sha256Block.Size, Sha256Block.Size));
        return _state[0];
    }

    /// <summary>Goes on to the next number.</summary>
    public void Increment()
    {
        var digit = _endOfDigits - 1;
        while (digit >= _firstDigit && _tail[digit] == '9')
            _tail[digit--] = (byte)'0';
        if (digit >= _firstDigit)
            _tail[digit]++;
        else
            Lay([(byte)'1', .. _tail.AsSpan(_firstDigit, _endOfDigits - _firstDigit)]);
    }

    // Digits, the end mark, zeros, and the message's length in bits at the end of a block.
    private void Lay(ReadOnlySpan<byte> digits)
    {
        digits.CopyTo(_tail.AsSpan(_firstDigit));
        _endOfDigits = _firstDigit + digits.Length;
        _blocks = _endOfDigits + 1 + LengthBytes <= Sha256Block.Size ? 1 : 2;
        var padding = _tail.AsSpan(_endOfDigits, (_blocks * Sha256Block.Size) - _endOfDigits);
        padding.Clear();
        padding[0] = EndOfMessage;
        BinaryPrimitives.WriteUInt64BigEndian(padding[^LengthBytes..], 8 * (ulong)(_textBytes + digits.Length));
    }
}
