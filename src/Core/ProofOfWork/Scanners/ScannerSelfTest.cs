using System.Buffers.Binary;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>Questions whose answers are known before a scanner is trusted.</summary>
internal static class ScannerSelfTest
{
    private const uint GenesisNonce = 2083236893;
    private const uint Block125552Nonce = 2504433986;

    private static byte[] Genesis { get; } = Convert.FromHexString(
        "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e"
        + "67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c");

    private static byte[] Block125552 { get; } = Convert.FromHexString(
        "0100000081cd02ab7e569e8bcd9317e2fe99f2de44d49ab2b8851ba4a308000000000000e320b6c2fffc8d750423db8b"
        + "1eb942ae710e951ed797f7affc8892b0f1fc122bc7f5d74df2b9441a42a14695");

    public static void Run(NonceScanner scanner)
    {
        ArgumentNullException.ThrowIfNull(scanner);
        var several = Target.FromZeroBits(3);

        Expect(scanner, "genesis", Genesis, Mainnet(0x1d00ffff), GenesisNonce - 100, 201, [GenesisNonce]);
        Expect(scanner, "block 125552", Block125552, Mainnet(0x1a44b9f2), Block125552Nonce - 77, 160, [Block125552Nonce]);
        foreach (var (first, count) in new[] { (0u, 1UL), (1u, 67UL), (uint.MaxValue - 70, 200UL) })
        {
            Expect(scanner, "several hits", Genesis, several, first, count, Hits(Genesis, several, first, count));
            Expect(scanner, "every nonce", Genesis, UInt256.MaxValue, first, count, Hits(Genesis, UInt256.MaxValue, first, count));
            Expect(scanner, "no nonce", Genesis, UInt256.Zero, first, count, []);
        }
    }

    private static UInt256 Mainnet(uint bits) => Target.FromCompact(new CompactTarget(bits));

    private static void Expect(
        NonceScanner scanner, string question, byte[] header, UInt256 target, uint first, ulong count, uint[] expected)
    {
        ScanResult result;
        var hits = new uint[count];
        try
        {
            result = scanner.Scan(header, target, first, count, hits, new StopSignal());
        }
        catch (Exception exception)
        {
            throw new ScannerSelfTestException(scanner.Name, $"{question} from nonce {first}: it threw {exception.GetType().Name}.", exception);
        }

        var inRange = Math.Min(count, (1UL << 32) - first);
        if (result.Scanned != inRange || result.Hits != expected.Length || !hits.AsSpan(0, result.Hits).SequenceEqual(expected))
        {
            throw new ScannerSelfTestException(scanner.Name,
                $"{question} from nonce {first}: it scanned {result.Scanned} nonces and found {result.Hits}, "
                + $"where {expected.Length} are in {inRange}.");
        }
    }

    private static uint[] Hits(byte[] header, UInt256 target, uint first, ulong count)
    {
        var candidate = header.ToArray();
        var hits = new List<uint>();
        for (ulong nonce = first; nonce < Math.Min(first + count, 1UL << 32); nonce++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(candidate.AsSpan(^4), (uint)nonce);
            if (Hash256.OfHeader(candidate).ToUInt256() <= target)
                hits.Add((uint)nonce);
        }
        return [.. hits];
    }
}
