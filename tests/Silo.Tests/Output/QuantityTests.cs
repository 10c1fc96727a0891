using MiningGrid.Cli.Output;

namespace MiningGrid.Silo.Tests.Output;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 H/s")]
    [InlineData(999, "999 H/s")]
    [InlineData(1_000, "1.00 kH/s")]
    [InlineData(31_234_567, "31.2 MH/s")]
    [InlineData(999_600, "1.00 MH/s")]
    [InlineData(123_000_000_000, "123 GH/s")]
    public void Hash_rates_have_three_digits_and_a_unit(double rate, string text) => Assert.Equal(text, Quantity.HashRate(rate));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.035, "35 ms")]
    [InlineData(1.26, "1.3 s")]
    [InlineData(42, "42 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData((4 * 3600) + (5 * 60), "4 h 5 min")]
    [InlineData((12 * 86400) + (3 * 3600), "12 d 3 h")]
    [InlineData(5 * 365.25 * 86400, "5.0 years")]
    [InlineData(1e15, "over 1000 years")]
    [InlineData(double.PositiveInfinity, "over 1000 years")]
    [InlineData(double.NaN, "unknown")]
    public void Times_have_the_units_that_people_use(double seconds, string text) => Assert.Equal(text, Quantity.Duration(seconds));
}
