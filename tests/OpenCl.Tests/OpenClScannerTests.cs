using MiningGrid.Core.ProofOfWork;
using MiningGrid.Core.Tests.ProofOfWork;

namespace MiningGrid.OpenCl.Tests;

/// <summary>What is of this scanner alone; what every scanner must do is tested by the tests that Core's scanners have.</summary>
public class OpenClScannerTests
{
    private static readonly UInt256 Every = UInt256.MaxValue;

    [Theory]
    [InlineData(TestedScanners.Device)]
    [InlineData(TestedScanners.FewPlaces)]
    public void It_passes_the_self_test_of_all_scanners(string name) => NonceScanners.SelfTest(TestedScanners.All[name]);

    [Fact]
    public void It_is_named_by_its_device()
    {
        var device = TestDevice.Get();
        using var scanner = new OpenClScanner(device);

        Assert.Equal($"opencl:{device.Number}", scanner.Name);
        Assert.True(scanner.IsSupported);
        Assert.Same(device, scanner.Device);
    }

    [Fact]
    public void The_device_itself_finds_even_every_nonce()
    {
        using var scanner = new OpenClScanner(TestDevice.Get());
        var hits = new uint[10_000];

        var result = scanner.Scan(KnownHeaders.Genesis, Every, 3, 10_000, hits, new StopSignal());

        Assert.Equal(new ScanResult(10_000, 10_000), result);
        Assert.Equal(Enumerable.Range(3, 10_000).Select(nonce => (uint)nonce), hits);
        Assert.Equal(0, scanner.Rescanned);
    }

    [Fact]
    public void What_finds_no_place_there_is_scanned_again_here()
    {
        using var scanner = new OpenClScanner(TestDevice.Get(), places: 4);
        var hits = new uint[1_000];

        var result = scanner.Scan(KnownHeaders.Genesis, Target.FromZeroBits(4), 0, 2_000, hits, new StopSignal());

        var (expected, expectedHits) = ReferenceScan.Run(KnownHeaders.Genesis, Target.FromZeroBits(4), 0, 2_000, hits.Length);
        Assert.Equal(expected, result);
        Assert.Equal(expectedHits, hits[..result.Hits]);
        Assert.True(scanner.Rescanned > 0, "no batch found more than 4 of about 16");
    }

    [Fact]
    public async Task Threads_share_a_device_and_each_gets_its_own_hits()
    {
        using var scanner = new OpenClScanner(TestDevice.Get());
        var target = Target.FromZeroBits(8);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(thread => Task.Factory.StartNew(() =>
        {
            for (var round = 0; round < 5; round++)
            {
                var hits = new uint[1_000];
                var first = (uint)((thread * 1_000_000) + (round * 50_000));
                var result = scanner.Scan(KnownHeaders.Block125552, target, first, 30_000, hits, new StopSignal());
                var expected = new uint[hits.Length];
                var right = NonceScanners.Best.Scan(KnownHeaders.Block125552, target, first, 30_000, expected, new StopSignal());
                Assert.Equal(right, result);
                Assert.Equal(expected, hits);
            }
        }, TaskCreationOptions.LongRunning)));
    }

    [Fact]
    public void A_classic_puzzle_is_solved_too()
    {
        var puzzle = new TextPuzzle("hello", Target.FromHexDigits(2), start: 95, count: 3_000);
        var (found, expected) = (new UInt128[100], new UInt128[100]);

        var scan = puzzle.Scan(TestedScanners.All[TestedScanners.Device], 0, 3_000, found, new StopSignal());

        Assert.Equal(puzzle.Scan(NonceScanners.Get("scalar"), 0, 3_000, expected, new StopSignal()), scan);
        Assert.Equal(expected, found);
        Assert.InRange(scan.Found, 1, 99);
    }

    // A driver that took over the signal would end the process instead.
    [Fact]
    public void A_division_by_zero_is_still_an_exception_when_a_driver_is_loaded()
    {
        NonceScanners.SelfTest(TestedScanners.All[TestedScanners.Device]);
        var zero = KnownHeaders.Genesis[4];

        Assert.Throws<DivideByZeroException>(() => 1 / zero);
    }
}
