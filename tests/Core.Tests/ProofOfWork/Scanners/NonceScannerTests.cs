using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>What every scanner must do; scanners that this CPU can't run are left out of the data.</summary>
public class NonceScannerTests
{
    public static TheoryData<string> Names => [.. TestedScanners.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Covers_and_finds_exactly_what_the_platforms_sha256_does(string name) =>
        Prop.ForAll(ScanQuestion.Arbitrary, question =>
        {
            var (result, hits) = Scan(name, question);
            var (expected, expectedHits) = ReferenceScan.Run(
                question.Header, question.Target, question.First, question.Count, question.Capacity);
            return result == expected && hits.SequenceEqual(expectedHits);
        }).Check(1_000);

    [Theory]
    [MemberData(nameof(Names))]
    public void Scans_resumed_from_where_they_ended_find_the_whole(string name) =>
        Prop.ForAll(ScanQuestion.Arbitrary, Gen.Choose(1, 3).ToArbitrary(), (question, capacity) =>
        {
            var (_, whole) = ReferenceScan.Run(question.Header, question.Target, question.First, question.Count, int.MaxValue);
            var total = Math.Min(question.Count, (1UL << 32) - question.First);
            var parts = new List<uint>();
            ulong scanned = 0;
            while (scanned < total)
            {
                var (result, hits) = Scan(name, question with
                {
                    First = (uint)(question.First + scanned), Count = total - scanned, Capacity = capacity,
                });
                parts.AddRange(hits);
                scanned += result.Scanned;
                if (result.Scanned == 0)
                    return false;
            }
            return scanned == total && parts.SequenceEqual(whole);
        }).Check(300);

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_the_same_as_the_scalar_scanner_in_a_long_range(string name)
    {
        var question = new ScanQuestion(KnownHeaders.Block125552, Target.FromZeroBits(12), 0xfff0_0000, 400_000, 1_000);

        var (expected, expectedHits) = Scan("scalar", question);
        var (result, hits) = Scan(name, question);

        Assert.InRange(expected.Hits, 50, 200);
        Assert.Equal(expected, result);
        Assert.Equal(expectedHits, hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_the_nonces_of_bitcoins_blocks(string name)
    {
        var genesis = Scan(name, new(KnownHeaders.Genesis, Mainnet(0x1d00ffff), KnownHeaders.GenesisNonce - 10_001, 20_000, 10));
        Assert.Equal([KnownHeaders.GenesisNonce], genesis.Hits);

        var later = Scan(name, new(KnownHeaders.Block125552, Mainnet(0x1a44b9f2), KnownHeaders.Block125552Nonce - 10_003, 20_000, 10));
        Assert.Equal([KnownHeaders.Block125552Nonce], later.Hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hash_equal_to_the_target_is_a_hit_and_one_above_is_not(string name)
    {
        var hash = Hash256.OfHeader(KnownHeaders.Genesis).ToUInt256();
        var question = new ScanQuestion(KnownHeaders.Genesis, hash, KnownHeaders.GenesisNonce - 20, 40, 10);

        Assert.Equal([KnownHeaders.GenesisNonce], Scan(name, question).Hits);
        Assert.Empty(Scan(name, question with { Target = hash - 1 }).Hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_goes_past_the_last_nonce(string name)
    {
        var (result, hits) = Scan(name, new(KnownHeaders.Genesis, UInt256.MaxValue, uint.MaxValue - 2, ulong.MaxValue, 10));

        Assert.Equal(new ScanResult(3, 3), result);
        Assert.Equal([uint.MaxValue - 2, uint.MaxValue - 1, uint.MaxValue], hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ends_just_after_the_hit_that_fills_the_buffer(string name)
    {
        var (result, hits) = Scan(name, new(KnownHeaders.Genesis, UInt256.MaxValue, 5, 1_000, 3));

        Assert.Equal(new ScanResult(3, 3), result);
        Assert.Equal([5u, 6u, 7u], hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Covers_nothing_once_the_stop_is_set(string name)
    {
        var stop = new StopSignal();
        stop.Set();

        Assert.Equal(default, TestedScanners.All[name].Scan(KnownHeaders.Genesis, UInt256.MaxValue, 0, 1_000, new uint[10], stop));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_stop_ends_a_scan_that_runs_and_says_how_far_it_came(string name)
    {
        var stop = new StopSignal();
        var hits = new uint[100_000];
        var scan = Task.Factory.StartNew(
            () => TestedScanners.All[name].Scan(KnownHeaders.Genesis, Target.FromZeroBits(8), 0, ulong.MaxValue, hits, stop),
            TaskCreationOptions.LongRunning);
        while (Volatile.Read(ref hits[0]) == 0 && !scan.IsCompleted)
            await Task.Yield();
        stop.Set();
        var result = await scan.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(result.Scanned, 1UL, uint.MaxValue);
        Assert.InRange(result.Hits, 1, hits.Length);
        Assert.InRange(hits[result.Hits - 1], hits[0], (uint)(result.Scanned - 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_what_it_can_not_scan(string name)
    {
        var scanner = TestedScanners.All[name];
        Assert.Throws<ArgumentException>(() => scanner.Scan(new byte[79], default, 0, 1, new uint[1], new StopSignal()));
        Assert.Throws<ArgumentException>(() => scanner.Scan(new byte[80], default, 0, 1, [], new StopSignal()));
    }

    [Fact]
    public void Scanners_that_this_cpu_lacks_say_so()
    {
        foreach (var scanner in NonceScanners.All.Where(scanner => !scanner.IsSupported))
            Assert.Throws<PlatformNotSupportedException>(() => scanner.Scan(new byte[80], default, 0, 1, new uint[1], new StopSignal()));
    }

    private static (ScanResult Result, uint[] Hits) Scan(string name, ScanQuestion question)
    {
        var hits = new uint[question.Capacity];
        var result = TestedScanners.All[name].Scan(
            question.Header, question.Target, question.First, question.Count, hits, new StopSignal());
        return (result, hits[..result.Hits]);
    }

    private static UInt256 Mainnet(uint bits) => Target.FromCompact(new CompactTarget(bits));
}
