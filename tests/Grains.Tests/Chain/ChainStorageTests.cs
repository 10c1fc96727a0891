using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Errors;
using Orleans.Storage;

namespace MiningGrid.Grains.Tests.Chain;

/// <summary>What a chain does when its storage fails, at each point of a block's way into it.</summary>
public sealed class ChainStorageTests : IAsyncLifetime
{
    private ChainSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await ChainSilo.Run();
        await _silo.Chain.Create(ChainSilo.Parameters());
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData("block-")]
    [InlineData("hash-")]
    [InlineData("tx-")]
    [InlineData("chain")]
    public async Task A_block_whose_storing_fails_is_not_acknowledged_and_another_takes_its_place(string failing)
    {
        var lost = await _silo.SolveNext(miner: 1);
        _silo.Storage.FailsWrite = name => name.StartsWith(failing, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(() => Submit(lost));
        Assert.Equal(0, (await _silo.Chain.GetStatus()).Height);

        _silo.Storage.FailsWrite = null;
        var block = await _silo.SolveNext(miner: 2);
        Assert.True((await Submit(block)).IsAccepted);
        Assert.Equal(block.ToBytes(), (await _silo.Chain.GetBlockAt(1))?.Block);
        Assert.Null(await _silo.Chain.FindBlock(lost.Hash));
        Assert.Equal(1, (await _silo.Chain.FindBlock(block.Hash))?.Height);
    }

    [Theory]
    [InlineData("block-")]
    [InlineData("tx-")]
    [InlineData("chain")]
    public async Task Records_that_a_crash_left_above_the_head_are_overwritten(string failing)
    {
        var lost = await _silo.SolveNext(miner: 1);
        _silo.Storage.FailsWrite = name => name.StartsWith(failing, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(() => Submit(lost));
        await _silo.DisposeAsync();
        _silo.Storage.FailsWrite = null;
        _silo = await ChainSilo.Run(_silo);

        Assert.Equal(0, (await _silo.Chain.GetStatus()).Height);
        Assert.Null(await _silo.Chain.FindBlock(lost.Hash));
        var block = await _silo.SolveNext(miner: 2);
        Assert.True((await Submit(block)).IsAccepted);
        Assert.Equal(block.ToBytes(), (await _silo.Chain.GetBlockAt(1))?.Block);
        Assert.Null(await _silo.Chain.FindBlock(lost.Hash));
    }

    [Fact]
    public async Task A_head_that_was_stored_though_the_answer_got_lost_is_the_head()
    {
        var block = await _silo.SolveNext();
        _silo.Storage.LosesAnswer = name => name == "chain";
        await Assert.ThrowsAsync<StorageException>(() => Submit(block));
        _silo.Storage.LosesAnswer = null;
        Assert.Equal(RejectWords.Duplicate, (await Submit(block)).Reject);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task An_activation_that_another_has_overtaken_ends_and_the_next_one_goes_on()
    {
        var block = await _silo.SolveNext();
        _silo.Storage.TouchAll("chain");
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Submit(block));
        Assert.True((await Submit(block)).IsAccepted);
    }

    private Task<GrainInterfaces.Chain.SubmitResult> Submit(Block block) => _silo.Chain.SubmitBlock(block.ToBytes());
}
