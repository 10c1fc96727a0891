using MiningGrid.Cluster.Tests.Processes;

namespace MiningGrid.Engine.Tests.Redis;

/// <summary>A redis-server for the tests of one class.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    internal RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
