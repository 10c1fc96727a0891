using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Persistence;
using Orleans.Persistence.Redis;
using Orleans.Storage;

namespace MiningGrid.Engine.Tests.Redis;

/// <summary>Redis goes away and comes back: what is asked meanwhile fails soon and clearly, and afterwards all goes on by itself.</summary>
public sealed class RedisOutageTests
{
    private const int ShortTimeoutMilliseconds = 2000;

    private readonly GrainId _grain = GrainId.Create("account", "outage");

    [Fact]
    public async Task Stopped_and_started_with_its_file_it_has_all_that_was_acknowledged()
    {
        await using var redis = await RedisServer.Start("--appendonly", "yes");
        await using var storage = RedisStores.Storage(redis, timeoutMilliseconds: ShortTimeoutMilliseconds);
        var state = new GrainState<Purse>(new Purse { Coins = 1 });
        await storage.WriteStateAsync("purse", _grain, state);
        await redis.Stop();

        var failure = await Assert.ThrowsAsync<RedisStorageException>(() => storage.WriteStateAsync("purse", _grain, state));
        Assert.Contains(redis.Endpoint, failure.Message, StringComparison.Ordinal);
        Assert.Contains("purse", failure.Message, StringComparison.Ordinal);
        await redis.Start();

        await UntilItAnswers(storage);
        await storage.WriteStateAsync("purse", _grain, state);
        Assert.Equal(1, (await Read(storage)).State.Coins);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_writes_it_has_all_that_was_acknowledged()
    {
        await using var redis = await RedisServer.Start("--appendonly", "yes");
        await using var storage = RedisStores.Storage(redis, timeoutMilliseconds: ShortTimeoutMilliseconds);
        var acknowledged = 0;
        var writer = Task.Run(async () =>
        {
            var state = new GrainState<Purse>(new Purse());
            while (true)
            {
                state.State.Coins++;
                try
                {
                    await storage.WriteStateAsync("purse", _grain, state);
                    Volatile.Write(ref acknowledged, state.State.Coins);
                }
                catch (RedisStorageException)
                {
                    return;
                }
            }
        });
        await Eventually.That(() => Volatile.Read(ref acknowledged) > 100, "a hundred writes");

        await redis.Kill();
        await writer;
        await redis.Start();

        await UntilItAnswers(storage);
        // The last one may have been stored without that its writer learnt of it.
        Assert.InRange((await Read(storage)).State.Coins, acknowledged, acknowledged + 1);
    }

    [Fact]
    public async Task Started_again_empty_it_refuses_writes_to_what_is_gone()
    {
        await using var redis = await RedisServer.Start();
        await using var storage = RedisStores.Storage(redis, timeoutMilliseconds: ShortTimeoutMilliseconds);
        var state = new GrainState<Purse>(new Purse { Coins = 1 });
        await storage.WriteStateAsync("purse", _grain, state);
        await redis.Kill();
        await redis.Start();
        await UntilItAnswers(storage);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("purse", _grain, state));

        Assert.False((await Read(storage)).RecordExists);
    }

    [Fact]
    public async Task Halted_it_makes_commands_fail_in_time_and_answers_when_it_goes_on()
    {
        await using var redis = await RedisServer.Start();
        await using var storage = RedisStores.Storage(redis, timeoutMilliseconds: ShortTimeoutMilliseconds);
        await using var directory = RedisStores.Directory(redis, timeoutMilliseconds: ShortTimeoutMilliseconds);
        var state = new GrainState<Purse>(new Purse { Coins = 1 });
        await storage.WriteStateAsync("purse", _grain, state);
        await directory.Lookup(_grain);

        redis.Pause();
        var write = storage.WriteStateAsync("purse", _grain, state);
        var lookup = directory.Lookup(_grain);
        await Eventually.That(() => write.IsCompleted && lookup.IsCompleted, "commands to a halted Redis to fail");
        await Assert.ThrowsAsync<RedisStorageException>(() => write);
        await Assert.ThrowsAsync<OrleansException>(() => lookup);
        redis.Continue();

        await UntilItAnswers(storage);
        // The write that was given up may have been done: then its ETag is not the one that its writer knows.
        state = await Read(storage);
        await storage.WriteStateAsync("purse", _grain, state);
    }

    [Fact]
    public async Task One_that_comes_later_than_its_users_is_found()
    {
        await using var redis = await RedisServer.Start();
        await redis.Stop();
        await using var storage = RedisStores.Storage(redis, options => options.ConfigurationOptions!.ConnectTimeout = 1000, ShortTimeoutMilliseconds);
        await Assert.ThrowsAsync<RedisStorageException>(() => Read(storage));

        await redis.Start();

        await UntilItAnswers(storage);
    }

    [Fact]
    public async Task A_silo_does_not_start_without_it_and_says_why()
    {
        await using var redis = await RedisServer.Start();
        await redis.Stop();
        var options = redis.Options(ShortTimeoutMilliseconds);
        options.ConnectTimeout = 1000;

        var failure = await Assert.ThrowsAsync<RedisStorageException>(() => TestSilo.Start(
            silo => silo.AddRedisGrainStorageAsDefault(storage => storage.ConfigurationOptions = options), withStorage: false));

        Assert.Contains(redis.Endpoint, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_password_is_in_no_message()
    {
        await using var redis = await RedisServer.Start("--requirepass", "rosebud");
        await using var right = RedisStores.Storage(redis, options => options.ConfigurationOptions!.Password = "rosebud");
        await using var wrong = RedisStores.Storage(redis, options =>
        {
            options.ConfigurationOptions!.Password = "rosebud-not";
            options.ConfigurationOptions.ConnectTimeout = 1000;
        }, ShortTimeoutMilliseconds);

        await right.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse()));
        var failure = await Assert.ThrowsAsync<RedisStorageException>(() => Read(wrong));

        Assert.DoesNotContain("rosebud", failure.ToString(), StringComparison.Ordinal);
    }

    private Task UntilItAnswers(RedisGrainStorage storage) => Eventually.Succeeds(() => Read(storage), "Redis to answer again");

    private async Task<GrainState<Purse>> Read(RedisGrainStorage storage)
    {
        var state = new GrainState<Purse>(new Purse());
        await storage.ReadStateAsync("purse", _grain, state);
        return state;
    }
}
