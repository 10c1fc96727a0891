using MiningGrid.Engine.Tests.Hosting;
using Orleans.Persistence;
using Orleans.Persistence.Redis;
using Orleans.Storage;

namespace MiningGrid.Engine.Tests.Redis;

public sealed class RedisGrainStorageTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private readonly GrainId _grain = GrainId.Create("account", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task What_was_never_written_reads_as_a_new_state_that_does_not_exist()
    {
        await using var storage = Open();
        var state = new GrainState<Purse>(new Purse { Coins = 7 }, "old");

        await storage.ReadStateAsync("purse", _grain, state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(0, state.State.Coins);
    }

    [Fact]
    public async Task What_was_written_is_read_by_another_silo()
    {
        await using var storage = Open();
        await using var other = Open();
        var written = new GrainState<Purse>(new Purse { Coins = 5, Note = "for\0later – ünïcode" });

        await storage.WriteStateAsync("purse", _grain, written);
        var read = await Read(other);

        Assert.True(written.RecordExists);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(5, read.State.Coins);
        Assert.Equal(written.State.Note, read.State.Note);
    }

    [Fact]
    public async Task Every_write_has_an_etag_of_its_own()
    {
        await using var storage = Open();
        var state = new GrainState<Purse>(new Purse());

        var etags = new List<string?>();
        for (var i = 0; i < 10; i++)
        {
            await storage.WriteStateAsync("purse", _grain, state);
            etags.Add(state.ETag);
        }

        Assert.Equal(10, etags.Distinct().Count());
    }

    [Fact]
    public async Task States_of_other_names_and_grains_are_other_records()
    {
        await using var storage = Open();

        await storage.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse { Coins = 1 }));
        await storage.WriteStateAsync("chest", _grain, new GrainState<Purse>(new Purse { Coins = 2 }));

        Assert.Equal(1, (await Read(storage)).State.Coins);
        var stranger = new GrainState<Purse>(new Purse());
        await storage.ReadStateAsync("purse", GrainId.Create("account", "stranger"), stranger);
        Assert.False(stranger.RecordExists);
    }

    [Fact]
    public async Task A_stale_write_is_refused_and_changes_nothing()
    {
        await using var storage = Open();
        var mine = new GrainState<Purse>(new Purse { Coins = 1 });
        await storage.WriteStateAsync("purse", _grain, mine);
        var theirs = await Read(storage);
        theirs.State.Coins = 2;
        await storage.WriteStateAsync("purse", _grain, theirs);

        mine.State.Coins = 3;
        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("purse", _grain, mine));

        Assert.Equal(theirs.ETag, refused.StoredEtag);
        Assert.Equal(mine.ETag, refused.CurrentEtag);
        Assert.Equal(2, (await Read(storage)).State.Coins);
    }

    [Fact]
    public async Task A_first_write_where_there_is_a_record_is_refused()
    {
        await using var storage = Open();
        await storage.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse()));

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse())));
    }

    [Fact]
    public async Task A_write_where_the_record_has_gone_is_refused()
    {
        await using var storage = Open();

        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse(), "lost")));

        Assert.Null(refused.StoredEtag);
        Assert.False((await Read(storage)).RecordExists);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cleared_state_does_not_exist_and_is_written_again(bool delete)
    {
        await using var storage = Open(options => options.DeleteStateOnClear = delete);
        var state = new GrainState<Purse>(new Purse { Coins = 4 });
        await storage.WriteStateAsync("purse", _grain, state);
        var stale = await Read(storage);

        await storage.ClearStateAsync("purse", _grain, state);

        var read = await Read(storage);
        Assert.False(state.RecordExists);
        Assert.False(read.RecordExists);
        Assert.Equal(0, read.State.Coins);
        Assert.Equal(state.ETag, read.ETag);
        Assert.Equal(delete, read.ETag is null);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("purse", _grain, stale));
        await storage.WriteStateAsync("purse", _grain, state);
        Assert.True((await Read(storage)).RecordExists);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stale_clear_is_refused_and_clearing_nothing_is_not(bool delete)
    {
        await using var storage = Open(options => options.DeleteStateOnClear = delete);
        var nothing = new GrainState<Purse>(new Purse());
        await storage.ClearStateAsync("purse", _grain, nothing);
        await storage.WriteStateAsync("purse", _grain, nothing);
        var stale = new GrainState<Purse>(new Purse(), "stale");

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("purse", _grain, stale));

        Assert.True((await Read(storage)).RecordExists);
    }

    [Fact]
    public async Task Of_many_writers_on_one_etag_one_wins_each_round()
    {
        const int Writers = 16;
        const int Rounds = 25;
        await using var first = Open();
        await using var second = Open();
        await first.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse()));

        var wins = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await Read(first);
            var writes = Enumerable.Range(0, Writers).Select(writer => TryWrite(writer % 2 == 0 ? first : second, before)).ToList();
            var winners = (await Task.WhenAll(writes)).Count(won => won);
            Assert.Equal(1, winners);
            wins += winners;
        }

        Assert.Equal(wins, (await Read(second)).State.Coins);
    }

    [Fact]
    public async Task Writers_that_read_again_when_refused_lose_no_increment()
    {
        const int Writers = 8;
        const int Increments = 25;
        await using var storage = Open();
        await storage.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse()));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var done = 0; done < Increments;)
            {
                if (await TryWrite(storage, await Read(storage)))
                    done++;
            }
        }));

        Assert.Equal(Writers * Increments, (await Read(storage)).State.Coins);
    }

    [Fact]
    public async Task Its_scripts_survive_their_loss()
    {
        await using var storage = Open();
        var state = new GrainState<Purse>(new Purse());
        await storage.WriteStateAsync("purse", _grain, state);
        await redis.Server.Ask(database => database.ExecuteAsync("SCRIPT", "FLUSH"));

        await storage.WriteStateAsync("purse", _grain, state);

        Assert.Equal(state.ETag, (await Read(storage)).ETag);
    }

    [Fact]
    public async Task A_record_that_is_none_is_told_with_its_name()
    {
        await using var storage = Open();
        await redis.Server.Ask(database => database.ExecuteAsync("HSET", $"bank/state/{_grain}/purse", "etag", "1", "data", "rubbish"));

        var failure = await Assert.ThrowsAsync<RedisStorageException>(() => Read(storage));

        Assert.Contains("purse", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_grain.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_expire_where_they_are_told_to()
    {
        await using var storage = Open(options => options.EntryExpiry = TimeSpan.FromMinutes(5));
        await storage.WriteStateAsync("purse", _grain, new GrainState<Purse>(new Purse()));

        var left = await redis.Server.Ask(database => database.KeyTimeToLiveAsync($"bank/state/{_grain}/purse"));

        Assert.InRange(left!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_silo_starts_with_it_and_keeps_state_over_a_restart()
    {
        var redisOptions = redis.Server.Options();
        void Configure(ISiloBuilder silo) => silo.AddRedisGrainStorageAsDefault(options => options.ConfigurationOptions = redisOptions);
        var key = Guid.NewGuid().ToString("N");
        await using (var silo = await TestSilo.Start(Configure, withStorage: false))
            await silo.Grains.GetGrain<Grains.IStoreGrain>(key).Write(42);

        await using var again = await TestSilo.Start(Configure, withStorage: false);

        Assert.Equal(42, await again.Grains.GetGrain<Grains.IStoreGrain>(key).Read());
    }

    [Fact]
    public async Task A_silo_without_an_address_of_Redis_does_not_start()
    {
        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => TestSilo.Start(silo => silo.AddRedisGrainStorageAsDefault(), withStorage: false));

        Assert.Contains("ConfigurationOptions", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> TryWrite(RedisGrainStorage storage, GrainState<Purse> read, GrainId grain)
    {
        try
        {
            await storage.WriteStateAsync("purse", grain, new GrainState<Purse>(new Purse { Coins = read.State.Coins + 1 }, read.ETag));
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private Task<bool> TryWrite(RedisGrainStorage storage, GrainState<Purse> read) => TryWrite(storage, read, _grain);

    private async Task<GrainState<Purse>> Read(RedisGrainStorage storage)
    {
        var state = new GrainState<Purse>(new Purse());
        await storage.ReadStateAsync("purse", _grain, state);
        return state;
    }

    private RedisGrainStorage Open(Action<RedisStorageOptions>? configure = null) => RedisStores.Storage(redis.Server, configure);
}
