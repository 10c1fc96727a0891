using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.GrainInterfaces.Chain;

namespace MiningGrid.Cluster.Tests.Redis;

/// <summary>A silo whose records lie in Redis.</summary>
public sealed class RedisStorageTests
{
    private const int Away = 2102;
    private const int Back = 2103;
    private const int Late = 2111;
    private const string Chain = "stored";

    [Fact]
    public async Task A_chain_goes_on_where_another_silo_left_it()
    {
        await using var redis = await RedisServer.Start();
        ChainStatus before;
        await using (var silo = await Start(redis))
        {
            var chain = await Mine(silo);
            await UntilHeight(chain, 5);
            before = await chain.StopMining();
        }

        await using var other = await Start(redis);
        var after = await other.Grains.GetGrain<IChainGrain>(Chain).GetStatus();

        Assert.Equal((before.Height, before.Tip), (after.Height, after.Tip));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_mines_through_a_loss_of_Redis_and_loses_no_acknowledged_block(bool isKilled)
    {
        await using var redis = await RedisServer.Start("--appendonly", "yes");
        await using var silo = await Start(redis);
        var chain = await Mine(silo);
        await UntilHeight(chain, 5);

        await (isKilled ? redis.Kill() : redis.Stop());
        var acknowledged = await chain.GetStatus();
        await silo.Log.WaitFor(Away);
        await redis.Start();
        await silo.Log.WaitFor(Back);
        await UntilHeight(chain, acknowledged.Height + 5);

        var after = await chain.StopMining();
        Assert.Equal(acknowledged.Tip, (await BlockAt(chain, acknowledged.Height)).Hash);
        await AssertLinked(chain, after);
        Assert.Equal(1, silo.Log.Count(Away));
        Assert.Equal(1, silo.Log.Count(Back));
    }

    [Fact]
    public async Task It_mines_on_after_Redis_was_halted()
    {
        await using var redis = await RedisServer.Start("--appendonly", "yes");
        await using var silo = await Start(redis);
        var chain = await Mine(silo);
        await UntilHeight(chain, 5);

        redis.Pause();
        var acknowledged = await chain.GetStatus();
        await silo.Log.WaitFor(Away);
        redis.Continue();
        await silo.Log.WaitFor(Back);
        await UntilHeight(chain, acknowledged.Height + 5);

        var after = await chain.StopMining();
        Assert.Equal(acknowledged.Tip, (await BlockAt(chain, acknowledged.Height)).Hash);
        await AssertLinked(chain, after);
    }

    [Fact]
    public async Task With_a_replica_it_loses_no_acknowledged_block_with_the_leader()
    {
        await using var leader = await RedisServer.Start();
        await using var replica = await RedisServer.StartReplica(leader);
        await using var silo = await EmbeddedSilo.Start(
            ("Storage:Provider", "redis"), ("Redis:ConnectionString", $"{leader.Endpoint},{replica.Endpoint},syncTimeout=2000"),
            ("Replication:Replicas", "1"), ("Replication:Timeout", "00:00:02"), ("Mining:Workers", "1"));
        var chain = await Mine(silo);
        await UntilHeight(chain, 5);

        Assert.Equal(0, silo.Log.Count(Late));
        await leader.Kill();
        var acknowledged = await chain.GetStatus();
        await replica.Ask(database => database.ExecuteAsync("REPLICAOF", "NO", "ONE"));
        await UntilHeight(chain, acknowledged.Height + 5);

        var after = await chain.StopMining();
        Assert.Equal(acknowledged.Tip, (await BlockAt(chain, acknowledged.Height)).Hash);
        await AssertLinked(chain, after);
    }

    private static Task<EmbeddedSilo> Start(RedisServer redis) => EmbeddedSilo.Start(
        ("Storage:Provider", "redis"), ("Redis:ConnectionString", $"{redis.Endpoint},syncTimeout=2000"), ("Mining:Workers", "1"));

    private static async Task<IChainGrain> Mine(EmbeddedSilo silo)
    {
        var chain = silo.Grains.GetGrain<IChainGrain>(Chain);
        await chain.Create(ChainPresets.Solo(Chain, genesisTime: 1_600_000_000, UInt256.MaxValue >> 12));
        await chain.StartMining(new MiningRequest(Address.Nobody.ToString()));
        return chain;
    }

    private static Task UntilHeight(IChainGrain chain, long height) => Eventually.Succeeds(
        async () => Height(await chain.GetStatus(), height), $"height {height}");

    private static void Height(ChainStatus status, long least)
    {
        if (status.Height < least)
            throw new InvalidOperationException($"The height is {status.Height}.");
    }

    private static async Task AssertLinked(IChainGrain chain, ChainStatus head)
    {
        var tip = head.Tip;
        for (var height = head.Height; height > 0; height--)
        {
            var block = await BlockAt(chain, height);
            Assert.Equal(tip, block.Hash);
            tip = block.Header.PreviousHash;
        }
    }

    private static async Task<Block> BlockAt(IChainGrain chain, long height)
    {
        var record = await chain.GetBlockAt(height);
        Assert.True(record is not null, $"There is no block {height}.");
        Assert.True(Block.TryParse(record.Block, out var block, out var reason), $"Block {height}: {reason}");
        return block;
    }
}
