using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining;

public sealed class MiningOptionsTests
{
    [Fact]
    public void The_defaults_hold() => Assert.True(new MiningOptionsValidator().Validate(null, new MiningOptions()).Succeeded);

    [Fact]
    public void A_wrong_value_is_told_with_its_name_and_what_is_allowed()
    {
        var result = new MiningOptionsValidator().Validate(null, new MiningOptions { Workers = -1, Scanner = "abacus" });
        Assert.True(result.Failed);
        Assert.Contains("Mining:Workers is '-1'; allowed are 0 to 1024.", result.Failures);
        Assert.Contains(result.Failures, failure => failure.StartsWith("Mining:Scanner is 'abacus'; allowed are auto, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("first", "allowed are cores by number such as 0,2-5.")]
    [InlineData("0,4000", "allowed are the cores that this process may use, ")]
    public void Cores_that_are_not_there_are_told(string affinity, string expected) =>
        Assert.Contains($"Mining:Affinity is '{affinity}'; {expected}", Failure(new MiningOptions { Affinity = affinity }), StringComparison.Ordinal);

    [Fact]
    public void Cores_that_are_there_are_taken() =>
        Assert.True(new MiningOptionsValidator().Validate(null, new MiningOptions { Affinity = CpuList.Format(ThreadAffinity.Allowed) }).Succeeded);

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_load_is_a_share(double load) =>
        Assert.Contains($"Mining:MaxLoad is '{load}'; allowed are 0.01 to 1.", Failure(new MiningOptions { MaxLoad = load }), StringComparison.Ordinal);

    private static string Failure(MiningOptions options) => Assert.Single(new MiningOptionsValidator().Validate(null, options).Failures!);
}
