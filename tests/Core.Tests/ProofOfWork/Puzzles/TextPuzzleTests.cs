using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class TextPuzzleTests
{
    // Nonces next to which the digits grow, or end.
    private static readonly Gen<ulong> Starts =
        from edge in Gen.Elements<ulong>(0, 10, 100, 1_000, 10_000, 12_340_000, 100_000, 1_000_000_000, 10_000_000_000_000_000_000, ulong.MaxValue - 500)
        from before in Gen.Choose(0, 40)
        select edge > (ulong)before ? edge - (ulong)before : edge;

    // Every length around one and two blocks, in characters of one to four bytes.
    private static readonly Gen<string> Texts =
        from character in Gen.Elements("a", "ß", "日", "⛏️", "😀")
        from bytes in Gen.Choose(0, 140)
        select string.Concat(Enumerable.Repeat(character, bytes / Encoding.UTF8.GetByteCount(character)));

    [Theory]
    [InlineData("hello", 3)]
    [InlineData("", 4)]
    [InlineData("a text that is longer than one block of sixty-four bytes, so that a midstate of it is kept", 4)]
    public void Its_first_solution_is_the_classic_loops(string data, int digits)
    {
        var found = new UInt128[1];
        var scan = new TextPuzzle(data, Target.FromHexDigits(digits)).Scan(NonceScanners.Best, 0, 10_000_000, found, new StopSignal());

        Assert.Equal(1, scan.Found);
        Assert.Equal(ClassicLoop(data, digits), (ulong)found[0]);
        Assert.Equal(found[0] + 1, scan.Scanned);
    }

    public static TheoryData<string> Scanners => [.. TestedScanners.All.Keys];

    [Theory]
    [MemberData(nameof(Scanners))]
    public void Finds_exactly_the_classic_loops_solutions_for_any_text_and_start(string scanner) =>
        Prop.ForAll(Texts.ToArbitrary(), Starts.ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (data, start, count) =>
        {
            var puzzle = new TextPuzzle(data, Target.FromZeroBits(count % 5), start, (ulong)count);
            var capacity = (count % 7) + 1;
            var found = new UInt128[capacity];
            var solutions = new List<UInt128>();
            UInt128 position = 0;
            while (position < puzzle.Size)
            {
                var scan = puzzle.Scan(TestedScanners.All[scanner], position, (ulong)count, found, new StopSignal());
                solutions.AddRange(found[..scan.Found]);
                position += scan.Scanned;
                if (scan.Scanned == 0)
                    return false;
            }
            return position == puzzle.Size && solutions.SequenceEqual(Enumerable.Range(0, count).Select(i => (UInt128)i)
                .Where(i => UInt256.Parse(ClassicHash(data, start + (ulong)i)) <= puzzle.Target));
        }).Check(1_000);

    [Theory]
    [MemberData(nameof(Scanners))]
    public void Finds_the_same_as_the_scalar_search_in_long_ranges_for_many_lengths_of_text(string scanner)
    {
        for (var length = 0; length < 130; length += 3)
        {
            var puzzle = new TextPuzzle(new string('x', length), Target.FromZeroBits(8), start: 1_000_000_000 - 600);

            Assert.Equal(Solutions(puzzle, "scalar", 10_900), Solutions(puzzle, scanner, 10_900));
        }
    }

    [Fact]
    public void A_hash_reads_as_people_print_it()
    {
        var puzzle = new TextPuzzle("hello", Target.FromHexDigits(0), start: 42);

        Assert.True(puzzle.Check(0, out var hash));
        Assert.Equal(ClassicHash("hello", 42), hash.ToString());
    }

    [Fact]
    public void A_hash_equal_to_the_target_solves_it_and_one_above_does_not()
    {
        var hash = UInt256.Parse(ClassicHash("hello", 7));
        var found = new UInt128[1];
        var stop = new StopSignal();

        Assert.Equal(1, new TextPuzzle("hello", hash, 7, 1).Scan(NonceScanners.Best, 0, 1, found, stop).Found);
        Assert.Equal(0, new TextPuzzle("hello", hash - 1, 7, 1).Scan(NonceScanners.Best, 0, 1, found, stop).Found);
    }

    [Fact]
    public void Reaches_the_last_nonce()
    {
        var puzzle = new TextPuzzle("x", UInt256.MaxValue, ulong.MaxValue - 1);
        var found = new UInt128[5];

        Assert.Equal((UInt128)2, puzzle.Size);
        Assert.Equal(new PuzzleScan(2, 2), puzzle.Scan(NonceScanners.Best, 0, 1_000, found, new StopSignal()));
        Assert.True(puzzle.Check(1, out var hash));
        Assert.Equal(ClassicHash("x", ulong.MaxValue), hash.ToString());
        Assert.Equal(ulong.MaxValue, puzzle.NonceAt(1));
        Assert.False(puzzle.Check(2, out _));
    }

    [Fact]
    public void All_nonces_are_two_to_the_64() =>
        Assert.Equal(UInt128.One << 64, new TextPuzzle("", UInt256.One).Size);

    [Fact]
    public void Covers_nothing_once_the_stop_is_set()
    {
        var stop = new StopSignal();
        stop.Set();
        Assert.Equal(default, new TextPuzzle("x", UInt256.MaxValue).Scan(NonceScanners.Best, 0, 100, new UInt128[10], stop));
    }

    [Fact]
    public void Refuses_ranges_that_can_not_be()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextPuzzle("x", UInt256.One, start: 2, count: ulong.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextPuzzle("x", UInt256.One, count: 0));
        Assert.Throws<ArgumentException>(() => new TextPuzzle("x", UInt256.One).Scan(NonceScanners.Best, 0, 1, [], new StopSignal()));
    }

    [Fact]
    public void Refuses_text_without_utf8() =>
        Assert.ThrowsAny<ArgumentException>(() => new TextPuzzle("\ud83d", UInt256.One));

    private static UInt128[] Solutions(TextPuzzle puzzle, string scanner, ulong count)
    {
        var found = new UInt128[1_000];
        var scan = puzzle.Scan(TestedScanners.All[scanner], 0, count, found, new StopSignal());
        Assert.Equal(count, scan.Scanned);
        Assert.InRange(scan.Found, 1, found.Length - 1);
        return found[..scan.Found];
    }

    private static ulong ClassicLoop(string data, int digits)
    {
        var zeros = new string('0', digits);
        for (ulong nonce = 0; ; nonce++)
        {
            if (ClassicHash(data, nonce).StartsWith(zeros, StringComparison.Ordinal))
                return nonce;
        }
    }

    private static string ClassicHash(string data, ulong nonce) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data + nonce.ToString())));
}
