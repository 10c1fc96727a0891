using System.Buffers.Binary;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>
/// Scans a nonce at a time: the most significant word of each hash is computed, and where that one is small enough, the
/// platform's SHA-256 decides.
/// </summary>
internal abstract class SingleNonceScanner : NonceScanner
{
    public override ScanResult Scan(
        ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        count = CheckRange(header, first, count, hits);

        var midstate = new HeaderMidstate(header);
        var limit = (uint)(ulong)(target >> 224);
        Span<byte> candidate = stackalloc byte[HeaderSize];
        header.CopyTo(candidate);

        ulong scanned = 0;
        var found = 0;
        while (scanned < count && found < hits.Length && !stop.IsSet)
        {
            var nonce = first + (uint)scanned++;
            if (TopWordOf(midstate, nonce) > limit)
                continue;
            BinaryPrimitives.WriteUInt32LittleEndian(candidate[^4..], nonce);
            if (Hash256.DoubleSha256(candidate).ToUInt256() <= target)
                hits[found++] = nonce;
        }
        return new(scanned, found);
    }

    /// <summary>The most significant word of a nonce's hash, as a number.</summary>
    private protected abstract uint TopWordOf(HeaderMidstate midstate, uint nonce);
}
