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
}
