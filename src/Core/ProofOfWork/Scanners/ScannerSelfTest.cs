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
        ExpectVersions(scanner, "genesis among versions", Genesis, Mainnet(0x1d00ffff), ((ulong)GenesisNonce << VersionRolling.SharedBits) - 700, 1_500);
        ExpectVersions(scanner, "several versions", Block125552, several, 5, 300);
        ExpectVersions(scanner, "the last versions", Block125552, several, VersionRolling.SharedCandidates - 300, 1_000);
        foreach (var data in Texts)
        {
            ExpectText(scanner, data, 995, 70);
            ExpectText(scanner, data, 9_950, 110);
        }
    }

    // Their numbers stand in one block, across two, in the second, and behind a whole one.
    private static string[] Texts { get; } = ["", "Hello, world!", new('x', 53), new('y', 62), new('z', 100)];

    private static UInt256 Mainnet(uint bits) => Target.FromCompact(new CompactTarget(bits));

    private static void Expect(
        NonceScanner scanner, string question, byte[] header, UInt256 target, uint first, ulong count, uint[] expected)
    {
        var hits = new uint[count];
        var result = Ask(scanner, $"{question} from nonce {first}", () => scanner.Scan(header, target, first, count, hits, new StopSignal()));
        var inRange = Math.Min(count, (1UL << 32) - first);
        if (result.Scanned != inRange || result.Hits != expected.Length || !hits.AsSpan(0, result.Hits).SequenceEqual(expected))
        {
            throw new ScannerSelfTestException(scanner.Name,
                $"{question} from nonce {first}: it scanned {result.Scanned} nonces and found {result.Hits}, "
                + $"where {expected.Length} are in {inRange}.");
        }
    }

    private static void ExpectVersions(
        NonceScanner scanner, string question, byte[] header, UInt256 target, ulong first, ulong count)
    {
        var inRange = Math.Min(count, VersionRolling.SharedCandidates - first);
        var (hits, candidate, expected) = (new ulong[count], header.ToArray(), new List<ulong>());
        for (var number = first; number < first + inRange; number++)
        {
            VersionRolling.RollShared(candidate, (uint)number % VersionRolling.SharedVersions);
            BinaryPrimitives.WriteUInt32LittleEndian(candidate.AsSpan(^4), (uint)(number >> VersionRolling.SharedBits));
            if (Hash256.OfHeader(candidate).ToUInt256() <= target)
                expected.Add(number);
        }
        var result = Ask(scanner, question, () => scanner.ScanVersions(header, target, first, count, hits, new StopSignal()));
        if (result.Scanned != inRange || result.Hits != expected.Count || !hits.AsSpan(0, result.Hits).SequenceEqual([.. expected]))
        {
            throw new ScannerSelfTestException(scanner.Name,
                $"{question}: it scanned {result.Scanned} candidates and found {result.Hits}, where {expected.Count} are in {inRange}.");
        }
    }

    private static void ExpectText(NonceScanner scanner, string data, ulong start, ulong count)
    {
        var puzzle = new TextPuzzle(data, Target.FromZeroBits(3), start, count);
        var expected = new List<UInt128>();
        for (UInt128 position = 0; position < count; position++)
        {
            if (puzzle.Check(position, out _))
                expected.Add(position);
        }
        var found = new UInt128[count];
        var result = Ask(scanner, "a classic puzzle", () => puzzle.Scan(scanner, 0, count, found, new StopSignal()));
        if (result.Scanned != count || !found.AsSpan(0, result.Found).SequenceEqual([.. expected]))
        {
            throw new ScannerSelfTestException(scanner.Name,
                $"a classic puzzle with {data.Length} bytes from {start}: it found {result.Found} solutions, where {expected.Count} are.");
        }
    }

    private static T Ask<T>(NonceScanner scanner, string question, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception exception)
        {
            throw new ScannerSelfTestException(scanner.Name, $"{question}: it threw {exception.GetType().Name}.", exception);
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
