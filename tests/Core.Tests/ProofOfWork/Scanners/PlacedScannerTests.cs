using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class PlacedScannerTests
{
    [Theory]
    [InlineData(new[] { 60.0, 90, 90 }, 0, 1)]
    [InlineData(new[] { 40.0, 70, 90 }, 1, 2)]
    [InlineData(new[] { 40.0, 35, 56 }, 2, 3)]
    [InlineData(new[] { 40.0, 45, 35 }, 1, 3)]
    [InlineData(new[] { 40.0, 40, 40 }, 0, 3)]
    public void The_first_copy_that_is_fast_enough_is_taken_or_the_fastest(double[] rates, int taken, int made)
    {
        var scanners = new List<NonceScanner>();
        var copies = rates.Select(_ => (Func<NonceScanner>)(() =>
        {
            scanners.Add(new ScalarScanner());
            return scanners[^1];
        }));

        var choice = PlacedScanner.Choose(copies, 55, (scanner, _) => rates[scanners.IndexOf(scanner)]);

        Assert.Same(scanners[taken], choice);
        Assert.Equal(made, scanners.Count);
    }
}
