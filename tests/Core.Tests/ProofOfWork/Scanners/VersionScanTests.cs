using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>What every scanner must do with nonces that have several versions each.</summary>
public class VersionScanTests
{
    private const ulong Candidates = 1UL << 36;

    public static TheoryData<string> Names => [.. TestedScanners.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Covers_and_finds_exactly_what_the_platforms_sha256_does(string name) =>
        Prop.ForAll(VersionScanQuestion.Arbitrary, question =>
        {
            var (result, hits) = Scan(name, question);
            var (expected, expectedHits) = ReferenceScan.RunVersions(question);
            return result == expected && hits.SequenceEqual(expectedHits);
        }).Check(600);

    [Theory]
    [MemberData(nameof(Names))]
    public void Scans_resumed_from_where_they_ended_find_the_whole(string name) =>
        Prop.ForAll(VersionScanQuestion.Arbitrary, Gen.Choose(1, 3).ToArbitrary(), (question, capacity) =>
        {
            var (_, whole) = ReferenceScan.RunVersions(question with { Capacity = int.MaxValue });
            var total = Math.Min(question.Count, Candidates - question.First);
            var parts = new List<ulong>();
            ulong scanned = 0;
            while (scanned < total)
            {
                var (result, hits) = Scan(name, question with
                {
                    First = question.First + scanned, Count = total - scanned, Capacity = capacity,
                });
                parts.AddRange(hits);
                scanned += result.Scanned;
                if (result.Scanned == 0)
                    return false;
            }
            return scanned == total && parts.SequenceEqual(whole);
        }).Check(100);

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_the_same_as_the_scalar_scanner_in_a_long_range(string name)
    {
        var question = new VersionScanQuestion(KnownHeaders.Block125552, Target.FromZeroBits(12), (0xfff0_0000UL << 4) + 5, 400_003, 1_000);

        var (expected, expectedHits) = Scan("scalar", question);
        var (result, hits) = Scan(name, question);

        Assert.InRange(expected.Hits, 50, 200);
        Assert.Equal(expected, result);
        Assert.Equal(expectedHits, hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_version_finds_what_a_scan_of_its_own_finds(string name)
    {
        var scanner = TestedScanners.All[name];
        var target = Target.FromZeroBits(6);
        var (_, hits) = Scan(name, new(KnownHeaders.Genesis, target, 0x7fff_ffa0UL << 4, 3_000 << 4, 100_000));

        var header = KnownHeaders.Genesis.ToArray();
        var nonces = new uint[3_000];
        for (var version = 0u; version < VersionRolling.SharedVersions; version++)
        {
            VersionRolling.RollShared(header, version);
            var own = scanner.Scan(header, target, 0x7fff_ffa0, 3_000, nonces, new StopSignal());
            Assert.Equal(nonces[..own.Hits], hits.Where(hit => hit % 16 == version).Select(hit => (uint)(hit >> 4)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_the_one_hash_of_a_mainnet_target_and_not_one_below(string name)
    {
        // Genesis has no rolled bit: it is the candidate of its nonce with shared bits 0.
        var hash = Hash256.OfHeader(KnownHeaders.Genesis).ToUInt256();
        var question = new VersionScanQuestion(KnownHeaders.Genesis, hash, ((ulong)KnownHeaders.GenesisNonce << 4) - 2_000, 4_000, 10);

        Assert.Equal([(ulong)KnownHeaders.GenesisNonce << 4], Scan(name, question).Hits);
        Assert.Empty(Scan(name, question with { Target = hash - 1 }).Hits);
        Assert.Equal([(ulong)KnownHeaders.GenesisNonce << 4],
            Scan(name, question with { Target = Target.FromCompact(new CompactTarget(0x1d00ffff)) }).Hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_goes_past_the_last_candidate(string name)
    {
        var (result, hits) = Scan(name, new(KnownHeaders.Genesis, UInt256.MaxValue, Candidates - 3, ulong.MaxValue, 10));

        Assert.Equal(new ScanResult(3, 3), result);
        Assert.Equal([Candidates - 3, Candidates - 2, Candidates - 1], hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_candidate_is_a_hit_of_the_greatest_target_in_order(string name)
    {
        var (result, hits) = Scan(name, new(KnownHeaders.Block125552, UInt256.MaxValue, 7, 2_500, 2_500));

        Assert.Equal(new ScanResult(2_500, 2_500), result);
        Assert.Equal(Enumerable.Range(7, 2_500).Select(hit => (ulong)hit), hits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Covers_nothing_once_the_stop_is_set(string name)
    {
        var stop = new StopSignal();
        stop.Set();

        Assert.Equal(default, TestedScanners.All[name].ScanVersions(KnownHeaders.Genesis, UInt256.MaxValue, 0, 1_000, new ulong[10], stop));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_stop_ends_a_scan_that_runs_and_what_it_covered_is_whole(string name)
    {
        var stop = new StopSignal();
        var hits = new ulong[4_000_000];
        var scan = Task.Factory.StartNew(
            () => TestedScanners.All[name].ScanVersions(KnownHeaders.Genesis, Target.FromZeroBits(8), 3, ulong.MaxValue, hits, stop),
            TaskCreationOptions.LongRunning);
        while (Volatile.Read(ref hits[0]) == 0 && !scan.IsCompleted)
            await Task.Yield();
        stop.Set();
        var result = await scan.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(result.Hits, 1, hits.Length);
        var check = new ulong[hits.Length];
        var again = NonceScanners.Best.ScanVersions(KnownHeaders.Genesis, Target.FromZeroBits(8), 3, result.Scanned, check, new StopSignal());
        Assert.Equal(result, again);
        Assert.Equal(check[..again.Hits], hits[..result.Hits]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_what_it_can_not_scan(string name)
    {
        var scanner = TestedScanners.All[name];
        Assert.Throws<ArgumentException>(() => scanner.ScanVersions(new byte[79], default, 0, 1, new ulong[1], new StopSignal()));
        Assert.Throws<ArgumentException>(() => scanner.ScanVersions(new byte[80], default, 0, 1, [], new StopSignal()));
        Assert.Throws<ArgumentOutOfRangeException>(() => scanner.ScanVersions(new byte[80], default, Candidates, 1, new ulong[1], new StopSignal()));
    }

    [Fact]
    public void Scanners_that_this_cpu_lacks_say_so()
    {
        foreach (var scanner in NonceScanners.All.Where(scanner => !scanner.IsSupported))
            Assert.Throws<PlatformNotSupportedException>(() => scanner.ScanVersions(new byte[80], default, 0, 1, new ulong[1], new StopSignal()));
    }

    private static (ScanResult Result, ulong[] Hits) Scan(string name, VersionScanQuestion question)
    {
        var hits = new ulong[question.Capacity];
        var result = TestedScanners.All[name].ScanVersions(
            question.Header, question.Target, question.First, question.Count, hits, new StopSignal());
        return (result, hits[..result.Hits]);
    }
}
