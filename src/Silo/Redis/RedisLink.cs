using StackExchange.Redis;

namespace MiningGrid.Silo.Redis;

/// <summary>One connection to Redis, made when it is first asked for and shared by all who ask; it comes back by itself.</summary>
internal sealed class RedisLink(ConfigurationOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private ConnectionMultiplexer? _connection;

    public async Task<IConnectionMultiplexer> Open()
    {
        await _opening.WaitAsync();
        try
        {
            return _connection ??= await ConnectionMultiplexer.ConnectAsync(options.Clone());
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>For the engine's providers, who leave a shared connection to its owner.</summary>
    public async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> Share() => (await Open(), true);

    public async Task Ping(TimeSpan timeout)
    {
        var connection = await Open();
        await connection.GetDatabase().PingAsync().WaitAsync(timeout);
    }

    public async ValueTask DisposeAsync()
    {
        _opening.Dispose();
        if (_connection is null)
            return;
        // To say good-bye would wait for an answer that may not come.
        await _connection.CloseAsync(allowCommandsToComplete: false);
        _connection.Dispose();
    }
}
