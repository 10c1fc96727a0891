using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class NonceScannersTests
{
    [Fact]
    public void There_is_one_of_each_kind_the_fastest_first() =>
        Assert.Equal(["vector512", "vector256", "arm-sha256", "vector128", "scalar"], NonceScanners.All.Select(scanner => scanner.Name));

    [Fact]
    public void The_scalar_one_runs_everywhere() => Assert.True(NonceScanners.Get("scalar").IsSupported);

    [Fact]
    public void The_best_is_one_of_the_first_two_that_this_cpu_can_run_chosen_once_and_for_a_reason()
    {
        Assert.Contains(NonceScanners.Best, NonceScanners.All.Where(scanner => scanner.IsSupported).Take(2));
        Assert.Same(NonceScanners.Choice, NonceScanners.Choice);
        Assert.Same(NonceScanners.Best, NonceScanners.Choice.Scanner);
        Assert.NotEmpty(NonceScanners.Choice.Reason);
    }

    [Fact]
    public void Nothing_is_measured_where_there_is_no_question()
    {
        var scalar = NonceScanners.Get("scalar");
        Assert.Equal(new ScannerChoice(scalar, "there is no other"), ScannerChoice.Make([scalar]));
        var faulty = new FaultyScanner("throws");
        Assert.Same(faulty, ScannerChoice.Make([faulty, scalar]).Scanner);
    }

    [Fact]
    public void Of_two_that_are_close_the_one_that_is_measured_faster_is_chosen()
    {
        var (slow, fast) = (new WaitingScanner("slow", 20_000), new WaitingScanner("fast", 0));

        Assert.Same(fast, ScannerChoice.Make([slow, fast]).Scanner);
        Assert.Matches("^it was measured at [0-9.]+ times the rate of slow$", ScannerChoice.Make([fast, slow]).Reason);
    }

    [Fact]
    public void Names_are_found_whatever_their_case() =>
        Assert.Same(NonceScanners.Get("scalar"), NonceScanners.Get("Scalar"));

    [Fact]
    public void An_unknown_name_is_refused_with_those_allowed()
    {
        var message = Assert.Throws<ArgumentException>(() => NonceScanners.Get("quantum")).Message;

        Assert.Contains("'quantum' is not known", message, StringComparison.Ordinal);
        Assert.All(NonceScanners.Supported, scanner => Assert.Contains(scanner.Name, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_scanner_that_this_cpu_lacks_is_refused()
    {
        foreach (var scanner in NonceScanners.All.Where(scanner => !scanner.IsSupported))
        {
            var message = Assert.Throws<ArgumentException>(() => NonceScanners.Get(scanner.Name)).Message;
            Assert.Contains($"'{scanner.Name}' can't run on this CPU", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_scanner_passes_its_self_test() => Assert.All(TestedScanners.All.Values, NonceScanners.SelfTest);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_scanner_that_errs_is_refused_by_name(string fault)
    {
        var exception = Assert.Throws<ScannerSelfTestException>(() => NonceScanners.SelfTest(new FaultyScanner(fault)));

        Assert.Equal(fault, exception.Scanner);
        Assert.Contains($"'{fault}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scanner_that_errs_with_rolled_versions_is_refused()
    {
        var exception = Assert.Throws<ScannerSelfTestException>(() => NonceScanners.SelfTest(new FaultyVersionsScanner()));

        Assert.Contains("versions", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scanner_that_errs_with_texts_is_refused()
    {
        var exception = Assert.Throws<ScannerSelfTestException>(() => NonceScanners.SelfTest(new FaultyTextScanner()));

        Assert.Contains("classic puzzle", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Faults => [.. FaultyScanner.Faults.Keys];

    // Right in all but one thing each.
    private abstract class RightScanner : NonceScanner
    {
        private static readonly NonceScanner Scalar = NonceScanners.Get("scalar");

        public override string Name => GetType().Name;

        public override bool IsSupported => true;

        public override ScanResult Scan(
            ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop) =>
            Scalar.Scan(header, target, first, count, hits, stop);
    }

    private sealed class FaultyVersionsScanner : RightScanner
    {
        public override ScanResult ScanVersions(
            ReadOnlySpan<byte> header, UInt256 target, ulong first, ulong count, Span<ulong> hits, StopSignal stop)
        {
            var right = base.ScanVersions(header, target, first, count, hits, stop);
            hits[..right.Hits].Reverse();
            return right;
        }
    }

    private sealed class FaultyTextScanner : RightScanner
    {
        internal override TextSearch SearchText(byte[] text) => new ScalarTextSearch([.. text, 0]);
    }

    private sealed class WaitingScanner(string name, int spins) : RightScanner
    {
        public override string Name => name;

        public override ScanResult Scan(
            ReadOnlySpan<byte> header, UInt256 target, uint first, ulong count, Span<uint> hits, StopSignal stop)
        {
            Thread.SpinWait(spins);
            return new(count, 0);
        }
    }
}
