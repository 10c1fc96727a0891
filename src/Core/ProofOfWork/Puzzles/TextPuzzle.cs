using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// The classic puzzle: a number such that SHA-256 of some text, with the number's decimal digits behind it, begins with
/// enough zeros. The hash is read from its first byte on, as people print it; position p is the nonce start + p.
/// </summary>
public sealed class TextPuzzle : Puzzle
{
    private static readonly UInt128 NonceCount = UInt128.One << 64;

    // A lone surrogate has no UTF-8; replacing it would make another puzzle of it.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _text;

    /// <summary>Takes the text, and which nonces to try.</summary>
    /// <param name="data">Any text, hashed as UTF-8; it may be empty.</param>
    /// <param name="target">The greatest hash that solves it.</param>
    /// <param name="start">The first nonce.</param>
    /// <param name="count">How many nonces; all up to 2^64 − 1 unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no nonce, or the last one would be above 2^64 − 1.</exception>
    /// <exception cref="ArgumentException">The text has no UTF-8 form.</exception>
    public TextPuzzle(string data, UInt256 target, ulong start = 0, UInt128? count = null)
        : base(target, count ?? (NonceCount - start))
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Size == 0 || Size > NonceCount - start)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count,
                $"{count} nonces from {start} can't be tried: 1 to {NonceCount - start} are allowed, up to the nonce {ulong.MaxValue}.");
        }
        Data = data;
        Start = start;
        _text = Utf8.GetBytes(data);
    }

    /// <summary>The text before the nonce.</summary>
    public string Data { get; }

    /// <summary>The nonce at position 0.</summary>
    public ulong Start { get; }

    /// <summary>The nonce of a position.</summary>
    /// <param name="position">A position within the puzzle.</param>
    /// <returns>The number whose digits stand behind the text.</returns>
    public ulong NonceAt(UInt128 position) => Start + (ulong)position;

    private protected override Hash256 HashAt(UInt128 position)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Data}{NonceAt(position)}"), digest);
        return Hash256.FromUInt256(UInt256.ReadBigEndian(digest));
    }

    private protected override PuzzleScan ScanRange(
        NonceScanner scanner, UInt128 from, ulong count, Span<UInt128> found, StopSignal stop)
    {
        using var search = scanner.SearchText(_text);
        var limit = (uint)(ulong)(Target >> 224);
        ulong scanned = 0;
        var solutions = 0;
        while (scanned < count && !stop.IsSet)
        {
            var position = from + scanned;
            var hashed = search.Next(NonceAt(position), count - scanned, limit, out var candidates);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var index = (uint)BitOperations.TrailingZeroCount(candidates);
                if (!Check(position + index, out _))
                    continue;
                found[solutions++] = position + index;
                if (solutions == found.Length)
                    return new(scanned + index + 1, solutions);
            }
            scanned += hashed;
        }
        return new(scanned, solutions);
    }
}
