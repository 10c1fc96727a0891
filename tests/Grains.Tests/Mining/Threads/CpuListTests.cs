using MiningGrid.Grains.Mining;

namespace MiningGrid.Grains.Tests.Mining.Threads;

public sealed class CpuListTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("3,1", "1,3")]
    [InlineData("0-2, 5,6", "0-2,5-6")]
    [InlineData("1,0-3,2", "0-3")]
    public void A_list_is_read_and_written(string text, string expected)
    {
        Assert.True(CpuList.TryParse(text, out var cores));
        Assert.Equal(expected, CpuList.Format(cores));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0,")]
    [InlineData("-1")]
    [InlineData("2-1")]
    [InlineData("0-1-2")]
    [InlineData("all")]
    [InlineData("0-99999999")]
    public void Anything_else_is_none(string text) => Assert.False(CpuList.TryParse(text, out _));
}
