using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class HeaderPuzzleTests
{
    private const ulong NonceSpace = 1UL << 32;

    public static TheoryData<string> Scanners => [.. NonceScanners.Supported.Select(scanner => scanner.Name)];

    [Fact]
    public void Has_96_bits_of_positions() =>
        Assert.Equal(UInt128.One << 96, Make(UInt256.MaxValue).Size);

    [Fact]
    public void A_position_is_the_extra_nonce_and_then_the_nonce()
    {
        var puzzle = Make(UInt256.MaxValue);

        Assert.Equal((0x0123_4567_89ab_cdefUL, 0xfedc_ba98u), puzzle.Split(new UInt128(0x0123_4567, 0x89ab_cdef_fedc_ba98)));
        Assert.Equal((ulong.MaxValue, uint.MaxValue), puzzle.Split(puzzle.Size - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => puzzle.Split(puzzle.Size));
    }

    [Fact]
    public void The_extra_nonce_goes_into_the_coinbase_and_its_id_into_the_merkle_root()
    {
        var puzzle = Make(UInt256.MaxValue);
        var position = ((UInt128)0x1122_3344_5566_7788 << 32) | 0xaabb_ccdd;

        var coinbase = puzzle.CoinbaseAt(position);
        var header = puzzle.HeaderAt(position);

        byte[] expectedCoinbase = [.. Enumerable.Range(0, 60).Select(i => (byte)i)];
        BinaryPrimitives.WriteUInt64LittleEndian(expectedCoinbase.AsSpan(20), 0x1122_3344_5566_7788);
        Assert.Equal(expectedCoinbase, coinbase);

        // The coinbase's id with its sibling on the right, and what that gives with the next sibling.
        var id = Hash256.DoubleSha256(coinbase).ToArray();
        var pair = Hash256.DoubleSha256([.. id, .. puzzle.Branch[0].ToArray()]).ToArray();
        var root = Hash256.DoubleSha256([.. pair, .. puzzle.Branch[1].ToArray()]).ToArray();
        Assert.Equal(root, header[36..68]);
        Assert.Equal(puzzle.Header[..36].ToArray(), header[..36]);
        Assert.Equal(puzzle.Header[68..76].ToArray(), header[68..76]);
        Assert.Equal(0xaabb_ccddu, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76)));
    }

    [Theory]
    [MemberData(nameof(Scanners))]
    public void Finds_exactly_the_solutions_of_a_range_that_crosses_extra_nonces(string scanner) =>
        Prop.ForAll(
            Gen.Choose(-120, 20).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(),
            (offset, count, capacity) =>
            {
                var puzzle = Make(Target.FromZeroBits(count % 6));
                var from = (UInt128)(((7 * (Int128)NonceSpace) + offset));
                var found = new UInt128[capacity];
                var scan = puzzle.Scan(NonceScanners.Get(scanner), from, (ulong)count, found, new StopSignal());

                var expected = Solutions(puzzle, from, (ulong)count).Take(capacity).ToArray();
                var end = expected.Length == capacity ? (ulong)(expected[^1] - from) + 1 : (ulong)count;
                return scan == new PuzzleScan(end, expected.Length) && found.Take(scan.Found).SequenceEqual(expected);
            }).Check(150);

    [Fact]
    public void More_hits_than_a_scanner_reports_at_once_are_all_found()
    {
        var found = new UInt128[1_000];
        var scan = Make(UInt256.MaxValue).Scan(NonceScanners.Best, NonceSpace - 300, 700, found, new StopSignal());

        Assert.Equal(new PuzzleScan(700, 700), scan);
        Assert.Equal(Enumerable.Range(0, 700).Select(i => (UInt128)(NonceSpace - 300 + (ulong)i)), found[..700]);
    }

    [Fact]
    public void Ends_at_the_last_position()
    {
        var puzzle = Make(UInt256.MaxValue);
        var found = new UInt128[10];

        Assert.Equal(new PuzzleScan(3, 3), puzzle.Scan(NonceScanners.Best, puzzle.Size - 3, ulong.MaxValue, found, new StopSignal()));
        Assert.Equal(puzzle.Size - 1, found[2]);
        Assert.Equal(default, puzzle.Scan(NonceScanners.Best, puzzle.Size, 1, found, new StopSignal()));
        Assert.Throws<ArgumentOutOfRangeException>(() => puzzle.Scan(NonceScanners.Best, puzzle.Size + 1, 1, found, new StopSignal()));
    }

    [Fact]
    public void Covers_nothing_once_the_stop_is_set()
    {
        var stop = new StopSignal();
        stop.Set();
        Assert.Equal(default, Make(UInt256.MaxValue).Scan(NonceScanners.Best, 5, 100, new UInt128[10], stop));
    }

    [Fact]
    public void No_position_outside_is_a_solution()
    {
        var puzzle = Make(UInt256.MaxValue);

        Assert.True(puzzle.Check(puzzle.Size - 1, out var hash));
        Assert.Equal(Hash256.OfHeader(puzzle.HeaderAt(puzzle.Size - 1)), hash);
        Assert.False(puzzle.Check(puzzle.Size, out hash));
        Assert.Equal(Hash256.Zero, hash);
    }

    [Fact]
    public void Does_not_change_with_the_arrays_it_was_made_of()
    {
        var (header, coinbase) = (new byte[80], new byte[8]);
        var puzzle = new HeaderPuzzle(header, coinbase, 0, [], UInt256.MaxValue);
        var before = puzzle.HeaderAt(0);
        header[0] = coinbase[0] = 1;

        Assert.Equal(before, puzzle.HeaderAt(0));
    }

    [Fact]
    public void Refuses_what_is_no_block()
    {
        Assert.Throws<ArgumentException>(() => new HeaderPuzzle(new byte[79], new byte[8], 0, [], UInt256.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeaderPuzzle(new byte[80], new byte[8], 1, [], UInt256.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeaderPuzzle(new byte[80], new byte[8], -1, [], UInt256.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeaderPuzzle(new byte[80], new byte[7], 0, [], UInt256.One));
    }

    [Fact]
    public void Rolled_versions_make_112_bits_of_positions()
    {
        Assert.Equal(UInt128.One << 112, Make(UInt256.MaxValue, rollsVersion: true).Size);
        Assert.False(Make(UInt256.MaxValue).RollsVersion);
    }

    [Fact]
    public void A_position_is_then_the_extra_nonce_the_upper_version_bits_the_nonce_and_the_lower_ones()
    {
        var puzzle = Make(UInt256.MaxValue, rollsVersion: true);
        var position = ((UInt128)0x1122_3344_5566_7788 << 48) | ((UInt128)0xabc << 36) | ((UInt128)0xfedc_ba98 << 4) | 0xd;

        Assert.Equal((0x1122_3344_5566_7788UL, 0xfedc_ba98u), puzzle.Split(position));
        Assert.Equal(1 | (0xabcd << 13), puzzle.VersionAt(position));
        var header = puzzle.HeaderAt(position);
        Assert.Equal(puzzle.VersionAt(position), BinaryPrimitives.ReadInt32LittleEndian(header));
        Assert.Equal(0xfedc_ba98u, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76)));
        var unrolled = Make(UInt256.MaxValue).HeaderAt(((UInt128)0x1122_3344_5566_7788 << 32) | 0xfedc_ba98);
        Assert.Equal(unrolled[4..], header[4..]);
        Assert.Equal(1, puzzle.VersionAt(0));
        Assert.Equal(0x1fff_e001, puzzle.VersionAt(puzzle.Size - 1));
    }

    [Fact]
    public void Rolling_leaves_the_other_bits_of_the_version_alone()
    {
        var puzzle = new HeaderPuzzle([0xff, 0xff, 0xff, 0xff, .. new byte[76]], new byte[8], 0, [], UInt256.One, rollsVersion: true);

        Assert.Equal(unchecked((int)0xe000_1fff), puzzle.VersionAt(0));
        Assert.Equal(-1, puzzle.VersionAt(puzzle.Size - 1));
    }

    [Theory]
    [MemberData(nameof(Scanners))]
    public void Finds_exactly_the_solutions_of_a_range_that_crosses_versions_and_extra_nonces(string scanner) =>
        Prop.ForAll(
            Gen.Choose(-900, 40).ToArbitrary(), Gen.Choose(1, 1_500).ToArbitrary(), Gen.Elements(1, 3, 100, 2_000).ToArbitrary(),
            (offset, count, capacity) =>
            {
                var puzzle = Make(Target.FromZeroBits(count % 6), rollsVersion: true);
                var edge = count % 2 == 0 ? (UInt128)7 << 48 : ((UInt128)7 << 48) | ((UInt128)3 << 36);
                var from = (UInt128)((Int128)edge + offset);
                var found = new UInt128[capacity];
                var scan = puzzle.Scan(NonceScanners.Get(scanner), from, (ulong)count, found, new StopSignal());

                var expected = Solutions(puzzle, from, (ulong)count).Take(capacity).ToArray();
                var end = expected.Length == capacity ? (ulong)(expected[^1] - from) + 1 : (ulong)count;
                return scan == new PuzzleScan(end, expected.Length) && found.Take(scan.Found).SequenceEqual(expected);
            }).Check(100);

    [Fact]
    public void Ranges_of_rolled_versions_that_touch_find_together_what_one_finds()
    {
        var puzzle = Make(Target.FromZeroBits(4), rollsVersion: true);
        var from = ((UInt128)5 << 36) - 1_000;
        var whole = new UInt128[1_000];
        var one = puzzle.Scan(NonceScanners.Best, from, 2_000, whole, new StopSignal());

        var parts = new List<UInt128>();
        for (ulong at = 0; at < 2_000; at += 77)
        {
            var found = new UInt128[1_000];
            var part = puzzle.Scan(NonceScanners.Best, from + at, Math.Min(77, 2_000 - at), found, new StopSignal());
            parts.AddRange(found[..part.Found]);
        }
        Assert.Equal(whole[..one.Found], parts);
    }

    [Fact]
    public void Ends_at_the_last_position_of_rolled_versions()
    {
        var puzzle = Make(UInt256.MaxValue, rollsVersion: true);
        var found = new UInt128[10];

        Assert.Equal(new PuzzleScan(3, 3), puzzle.Scan(NonceScanners.Best, puzzle.Size - 3, ulong.MaxValue, found, new StopSignal()));
        Assert.Equal(puzzle.Size - 1, found[2]);
        Assert.True(puzzle.Check(puzzle.Size - 1, out var hash));
        Assert.Equal(Hash256.OfHeader(puzzle.HeaderAt(puzzle.Size - 1)), hash);
    }

    private static IEnumerable<UInt128> Solutions(HeaderPuzzle puzzle, UInt128 from, ulong count)
    {
        for (ulong i = 0; i < count; i++)
        {
            if (Hash256.OfHeader(puzzle.HeaderAt(from + i)).ToUInt256() <= puzzle.Target)
                yield return from + i;
        }
    }

    private static HeaderPuzzle Make(UInt256 target, bool rollsVersion = false) => new(
        KnownHeaders.Block125552, [.. Enumerable.Range(0, 60).Select(i => (byte)i)], 20,
        [Hash256.DoubleSha256([1]), Hash256.DoubleSha256([2])], target, rollsVersion);
}
