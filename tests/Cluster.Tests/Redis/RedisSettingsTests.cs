using MiningGrid.Silo.Redis;

namespace MiningGrid.Cluster.Tests.Redis;

public sealed class RedisSettingsTests
{
    [Theory]
    [InlineData("localhost", "localhost:6379", null, false)]
    [InlineData("10.0.0.1:7000", "10.0.0.1:7000", null, false)]
    [InlineData("one:1,two:2,password=rosebud", "one:1, two:2", "rosebud", false)]
    [InlineData("redis://host", "host:6379", null, false)]
    [InlineData("redis://:rose%2Cbud@host:7000/3", "host:7000", "rose,bud", false)]
    [InlineData("rediss://:rosebud@host", "host:6379", "rosebud", true)]
    public void A_connection_string_says_where_and_how(string text, string address, string? password, bool isSecure)
    {
        var options = RedisSettings.Parse(text);

        Assert.Equal(address, RedisSettings.Describe(options));
        Assert.Equal(password, string.IsNullOrEmpty(options.Password) ? null : options.Password);
        Assert.Equal(isSecure, options.Ssl);
        Assert.False(options.AbortOnConnectFail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host,colour=rosebud")]
    [InlineData("host,ssl=rosebud")]
    [InlineData("redis://")]
    [InlineData("http://rosebud@host")]
    [InlineData("redis://rosebud@host")]
    [InlineData("redis://host/rosebud")]
    public void One_that_can_not_be_read_is_told_without_what_may_be_secret(string text)
    {
        var failure = Assert.Throws<FormatException>(() => RedisSettings.Parse(text));

        Assert.DoesNotContain("rosebud", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_outs_are_some_seconds_unless_they_are_given()
    {
        Assert.Equal(5000, RedisSettings.Parse("host").SyncTimeout);
        Assert.Equal(700, RedisSettings.Parse("host,syncTimeout=700").SyncTimeout);
    }
}
