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
    public void The_best_is_the_first_that_this_cpu_can_run() =>
        Assert.Same(NonceScanners.All.First(scanner => scanner.IsSupported), NonceScanners.Best);

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

    public static TheoryData<string> Faults => [.. FaultyScanner.Faults.Keys];
}
