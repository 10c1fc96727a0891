using System.Text;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Cluster.Tests.Relays;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Cluster.Tests.Security;

/// <summary>What somebody on the network reads of a client's calls.</summary>
public sealed class EncryptionTests
{
    private const string Text = "whoever listens shall not read this";
    private const string ClusterId = "nor-which-grid-it-is";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_said_can_be_read_on_the_way_only_without_a_key(bool hasKey)
    {
        using var key = new TestKey();
        using var folder = new TempFolder();
        await using var redis = await RedisServer.Start();
        await using var proxy = new RecordingProxy();
        await using var silo = await SiloProcess.Start(
        [
            ("Clustering:Provider", "redis"), ("Clustering:ClusterId", ClusterId), ("Redis:ConnectionString", redis.Endpoint),
            ("Clustering:GatewayPort", $"{proxy.Port}"), ("Clustering:ListeningAddress", Relay.BehindAddress),
            ("Storage:Provider", "redis"), ("Mining:Workers", "1"), .. hasKey ? key.Settings : [],
        ]);

        (await Minegrid.Run(folder,
            ["puzzle", Text, "--difficulty", "2", "--connect", $"127.0.0.1:{proxy.Port}", "--cluster", ClusterId, .. hasKey ? key.Options : []])).Expect(0);

        var passed = proxy.Passed;
        Assert.NotEmpty(passed);
        Assert.Equal(!hasKey, Contains(passed, Text));
        Assert.Equal(!hasKey, Contains(passed, ClusterId));
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
