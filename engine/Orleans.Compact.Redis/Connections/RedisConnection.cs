using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Compact.Redis;

/// <summary>
/// One user's connection: opened when it is first needed, and by itself again after every loss. Every command ends
/// within a bounded time, in an answer or in a <see cref="RedisFailure"/>.
/// </summary>
/// <param name="user">Who uses it, for the log.</param>
/// <param name="create">Makes the connection; says whether others use it too, who then own it.</param>
/// <param name="logger">Is told of losses.</param>
internal sealed partial class RedisConnection(
    string user, Func<Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> create, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);

    /// <summary>What the client library has where nobody set a time-out; too little for a busy machine.</summary>
    private const int UnsetTimeoutMilliseconds = 1000;

    private readonly SemaphoreSlim _opening = new(1);
    private IConnectionMultiplexer? _multiplexer;
    private IDatabase? _database;
    private TimeSpan _patience = DefaultPatience;
    private bool _isShared;
    private bool _isLost;

    /// <summary>Settings under which a Redis that is away, now or later, is waited for and connected to again.</summary>
    public static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> CreateOwn(ConfigurationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var lasting = options.Clone();
        lasting.AbortOnConnectFail = false;
        return (await ConnectionMultiplexer.ConnectAsync(lasting), false);
    }

    /// <exception cref="RedisFailure">Redis is away.</exception>
    public Task<TimeSpan> Check() => Run(static database => database.PingAsync());

    /// <summary>Runs a script, atomically; it may be run later than this gives up waiting, so what it writes must be conditional.</summary>
    /// <exception cref="RedisFailure">There was no answer in time, or an error.</exception>
    public Task<RedisResult> Evaluate(string script, RedisKey[] keys, RedisValue[] values) => Run(async database =>
    {
        try
        {
            return await database.ScriptEvaluateAsync(script, keys, values);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // A Redis that has restarted knows scripts no longer; nothing has run.
            return await database.ScriptEvaluateAsync(script, keys, values, CommandFlags.NoScriptCache);
        }
    });

    /// <exception cref="RedisFailure">There was no answer in time, or an error.</exception>
    public async Task<T> Run<T>(Func<IDatabase, Task<T>> command)
    {
        Task<T>? running = null;
        try
        {
            running = command(_database ?? await Open());
            return await running.WaitAsync(_patience);
        }
        catch (TimeoutException exception)
        {
            Forget(running);
            throw new RedisFailure($"Redis at {Address} did not answer within {_patience.TotalSeconds:0.#} s.", exception);
        }
        catch (RedisConnectionException exception)
        {
            throw new RedisFailure($"Redis at {Address} can't be reached.", exception);
        }
        catch (RedisServerException exception)
        {
            throw new RedisFailure($"Redis at {Address} refused: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is RedisException or RedisCommandException or OperationCanceledException or ObjectDisposedException)
        {
            throw new RedisFailure($"Redis at {Address} failed: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var multiplexer = Interlocked.Exchange(ref _multiplexer, null);
        _database = null;
        if (multiplexer is null)
            return;
        multiplexer.ConnectionFailed -= OnFailed;
        multiplexer.ConnectionRestored -= OnRestored;
        if (_isShared)
            return;
        // Nothing is under way any more; to say good-bye would wait for an answer that may not come.
        await multiplexer.CloseAsync(allowCommandsToComplete: false);
        multiplexer.Dispose();
    }

    private string Address => _multiplexer is { } multiplexer ? string.Join(", ", multiplexer.GetEndPoints(true).Select(Describe)) : "the configured address";

    private static string Describe(System.Net.EndPoint endpoint) => endpoint is System.Net.DnsEndPoint name ? $"{name.Host}:{name.Port}" : endpoint.ToString()!;

    private static void Forget(Task? running) =>
        _ = running?.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task<IDatabase> Open()
    {
        await _opening.WaitAsync();
        try
        {
            if (_database is not null)
                return _database;
            (_multiplexer, _isShared) = await create();
            // Answers are handed to their callers as they come, whoever else is still busy with an earlier one.
            _multiplexer.PreserveAsyncOrder = false;
            if (_multiplexer.TimeoutMilliseconds != UnsetTimeoutMilliseconds)
                _patience = TimeSpan.FromMilliseconds(_multiplexer.TimeoutMilliseconds);
            if (!_isShared)
            {
                _multiplexer.ConnectionFailed += OnFailed;
                _multiplexer.ConnectionRestored += OnRestored;
            }

            return _database = _multiplexer.GetDatabase();
        }
        finally
        {
            _opening.Release();
        }
    }

    // Told for each attempt, and for each of the client's two sockets: once is enough.
    private void OnFailed(object? sender, ConnectionFailedEventArgs args)
    {
        if (!Interlocked.Exchange(ref _isLost, true))
            LogLost(logger, user, Address, args.FailureType);
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs args)
    {
        if (_multiplexer is { IsConnected: true } && Interlocked.Exchange(ref _isLost, false))
            LogRestored(logger, user, Address);
    }

    [LoggerMessage(RedisEvents.ConnectionLost, LogLevel.Warning, "The connection of {User} to Redis at {Address} is lost ({Failure}); it is tried again until it is back.")]
    private static partial void LogLost(ILogger logger, string user, string address, ConnectionFailureType failure);

    [LoggerMessage(RedisEvents.ConnectionRestored, LogLevel.Information, "The connection of {User} to Redis at {Address} is back.")]
    private static partial void LogRestored(ILogger logger, string user, string address);
}
