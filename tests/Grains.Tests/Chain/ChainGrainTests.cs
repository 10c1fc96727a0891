using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;

namespace MiningGrid.Grains.Tests.Chain;

public sealed class ChainGrainTests : IAsyncLifetime
{
    private ChainSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await ChainSilo.Run();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_chain_that_was_never_made_is_not_found()
    {
        await Assert.ThrowsAsync<ChainNotFoundException>(() => _silo.Chain.GetStatus());
        await Assert.ThrowsAsync<ChainNotFoundException>(() => _silo.Chain.GetBlockAt(0));
        await Assert.ThrowsAsync<ChainNotFoundException>(() => _silo.Chain.SubmitBlock(ChainSilo.Parameters().Genesis.ToBytes()));
    }

    [Fact]
    public async Task A_new_chain_holds_its_genesis()
    {
        var parameters = ChainSilo.Parameters();
        var status = await _silo.Chain.Create(parameters);
        Assert.Equal((0, parameters.Genesis.Hash, false), (status.Height, status.Tip, status.Mining));
        Assert.Equal(parameters, await _silo.Chain.GetParameters());
        Assert.Equal(parameters.Genesis.ToBytes(), (await _silo.Chain.GetBlockAt(0))?.Block);
        Assert.Equal(0, (await _silo.Chain.FindBlock(parameters.Genesis.Hash))?.Height);
    }

    [Fact]
    public async Task Making_the_same_chain_again_changes_nothing()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        await Submit(await _silo.SolveNext());
        Assert.Equal(1, (await _silo.Chain.Create(ChainSilo.Parameters())).Height);
    }

    [Fact]
    public async Task Other_parameters_for_a_chain_that_exists_are_refused()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        await Assert.ThrowsAsync<ChainExistsException>(() => _silo.Chain.Create(ChainSilo.Parameters(maxSecondsAhead: 10)));
    }

    [Fact]
    public async Task Parameters_of_another_name_are_refused() =>
        await Assert.ThrowsAsync<InvalidRequestException>(() => _silo.Chain.Create(ChainSilo.Parameters("other")));

    [Fact]
    public async Task A_block_that_holds_becomes_the_head_and_is_found()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        var block = await _silo.SolveNext();
        var result = await Submit(block);
        Assert.Equal((true, 1, block.Hash), (result.IsAccepted, result.Height, result.Hash));
        Assert.Equal((1, block.Hash), ((await _silo.Chain.GetStatus()).Height, (await _silo.Chain.GetStatus()).Tip));
        Assert.Equal(block.ToBytes(), (await _silo.Chain.GetBlockAt(1))?.Block);
        Assert.Equal(1, (await _silo.Chain.FindBlock(block.Hash))?.Height);
        Assert.Null(await _silo.Chain.GetBlockAt(2));
        Assert.Null(await _silo.Chain.GetBlockAt(-1));
        Assert.Null(await _silo.Chain.FindBlock(Hash256.Zero));
    }

    [Fact]
    public async Task A_block_that_does_not_extend_the_head_is_refused_with_the_word_for_it()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        var first = await _silo.SolveNext(miner: 1);
        var rival = await _silo.SolveNext(miner: 2);
        await Submit(first);
        var second = await _silo.SolveNext();
        await Submit(second);

        Assert.Equal(RejectWords.Duplicate, (await Submit(second)).Reject);
        Assert.Equal(RejectWords.Duplicate, (await Submit(first)).Reject);
        Assert.Equal(RejectWords.Duplicate, (await Submit(ChainSilo.Parameters().Genesis)).Reject);
        Assert.Equal(RejectWords.StalePrevious, (await Submit(rival)).Reject);
        var orphan = Solved(second.Header with { PreviousHash = second.Header.MerkleRoot }, second);
        Assert.Equal(RejectWords.Inconclusive, (await Submit(orphan)).Reject);
        Assert.Equal(2, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_block_that_breaks_a_rule_is_refused_with_the_word_for_it()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        var block = await _silo.SolveNext();
        Assert.Equal(RejectWords.DecodeFailed, (await _silo.Chain.SubmitBlock([1, 2, 3])).Reject);
        Assert.Equal(RejectWords.DecodeFailed, (await _silo.Chain.SubmitBlock([.. block.ToBytes(), 0])).Reject);
        Assert.Equal(RejectWords.TimeTooOld, (await Submit(Solved(block.Header with { Time = ChainSilo.Parameters().GenesisTime }, block))).Reject);
        Assert.Equal(RejectWords.TimeTooNew, (await Submit(Solved(block.Header with { Time = block.Header.Time + 7201 }, block))).Reject);
        Assert.Equal(RejectWords.BadMerkleRoot, (await Submit(Solved(block.Header with { MerkleRoot = Hash256.Zero }, block))).Reject);
        Assert.Equal(RejectWords.HighHash, (await Submit(Unsolved(block))).Reject);
        Assert.Equal(0, (await _silo.Chain.GetStatus()).Height);
        Assert.True((await Submit(block)).IsAccepted);
    }

    [Fact]
    public async Task Blocks_come_in_order_and_within_bounds()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        for (var i = 0; i < 5; i++)
            await Submit(await _silo.SolveNext());
        Assert.Equal([0, 1, 2, 3, 4, 5], (await _silo.Chain.GetBlocks(0, int.MaxValue)).Select(record => record.Height));
        Assert.Equal([2, 3], (await _silo.Chain.GetBlocks(2, 2)).Select(record => record.Height));
        Assert.Empty(await _silo.Chain.GetBlocks(6, 10));
        Assert.Empty(await _silo.Chain.GetBlocks(0, 0));
        Assert.Empty(await _silo.Chain.GetBlocks(long.MaxValue, 10));
        Assert.Single(await _silo.Chain.GetBlocks(long.MinValue, 1));
    }

    [Fact]
    public async Task A_template_for_no_address_is_refused()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        await Assert.ThrowsAsync<InvalidRequestException>(() => _silo.Chain.GetTemplate("nobody"));
    }

    [Fact]
    public async Task The_chain_is_there_after_a_restart()
    {
        await _silo.Chain.Create(ChainSilo.Parameters());
        for (var i = 0; i < 30; i++)
            await Submit(await _silo.SolveNext());
        var before = await _silo.Chain.GetStatus();
        await _silo.DisposeAsync();
        _silo = await ChainSilo.Run(_silo);
        Assert.Equal(before, await _silo.Chain.GetStatus());
        Assert.True((await Submit(await _silo.SolveNext())).IsAccepted);
    }

    private Task<GrainInterfaces.Chain.SubmitResult> Submit(Block block) => _silo.Chain.SubmitBlock(block.ToBytes());

    private static Block Solved(BlockHeader header, Block body)
    {
        while (header.Hash.ToUInt256() > Target.FromZeroBits(4))
            header = header with { Nonce = header.Nonce + 1 };
        return new Block(header, body.Transactions);
    }

    private static Block Unsolved(Block block)
    {
        var header = block.Header;
        while (header.Hash.ToUInt256() <= Target.FromZeroBits(4))
            header = header with { Nonce = header.Nonce + 1 };
        return new Block(header, block.Transactions);
    }
}
