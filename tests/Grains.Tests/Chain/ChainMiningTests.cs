using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Grains.Tests.Chain;

/// <summary>Mining by a node that is the test itself: it leases from the chain's job and reports to it.</summary>
public sealed class ChainMiningTests : IAsyncLifetime
{
    private static readonly MiningRequest Request = new(ChainSilo.Miner().ToString());

    private ChainSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await ChainSilo.Run();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Solved_work_becomes_a_block_and_makes_way_for_the_next()
    {
        await Create();
        Assert.True((await _silo.Chain.StartMining(Request)).Mining);
        for (var height = 1; height <= 3; height++)
        {
            var lease = await Lease();
            await Solve(lease);
            var next = await Lease();
            Assert.True(next.Epoch > lease.Epoch, $"the epoch {next.Epoch} follows {lease.Epoch}");
            Assert.Equal(height, (await _silo.Chain.GetStatus()).Height);
        }
    }

    [Fact]
    public async Task Blocks_pay_the_address_and_carry_the_message_that_were_asked_for()
    {
        await Create();
        await _silo.Chain.StartMining(Request with { Message = "hello" });
        await Solve(await Lease());
        var coinbase = Assert.IsType<Core.Ledger.Coinbase>(Block.Parse((await _silo.Chain.GetBlockAt(1))!.Block).Transactions[0]);
        Assert.Equal((ChainSilo.Miner(), "hello", 5_000UL), (coinbase.Reward, coinbase.Message, coinbase.Amount));
    }

    [Fact]
    public async Task Mining_ends_by_itself_at_the_height_that_was_asked_for()
    {
        await Create();
        await _silo.Chain.StartMining(Request with { StopAtHeight = 2 });
        await Solve(await Lease());
        await Solve(await Lease());
        var status = await _silo.Chain.GetStatus();
        Assert.Equal((2, false), (status.Height, status.Mining));
        Assert.Equal(LeaseOutcome.Ended, (await Ask()).Outcome);
        await Assert.ThrowsAsync<InvalidRequestException>(() => _silo.Chain.StartMining(Request with { StopAtHeight = 2 }));
    }

    [Fact]
    public async Task After_stopping_no_solution_of_the_old_work_is_taken()
    {
        await Create();
        await _silo.Chain.StartMining(Request);
        var lease = await Lease();
        Assert.False((await _silo.Chain.StopMining()).Mining);
        var verdict = await _silo.Chain.SubmitSolution(new ChainSolution(lease.Epoch, ChainSilo.Solve(lease.Puzzle!.ToPuzzle()), 1));
        Assert.Equal((RejectWords.StalePrevious, null), (verdict.Result.Reject, verdict.Next));
        Assert.Equal(0, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_position_that_solves_nothing_is_refused_and_the_work_stays()
    {
        await Create();
        await _silo.Chain.StartMining(Request);
        var lease = await Lease();
        var puzzle = lease.Puzzle!.ToPuzzle();
        var position = UInt128.Zero;
        while (puzzle.Check(position, out _))
            position++;
        var verdict = await _silo.Chain.SubmitSolution(new ChainSolution(lease.Epoch, position, 1));
        Assert.Equal((RejectWords.HighHash, lease.Epoch), (verdict.Result.Reject, verdict.Next?.Epoch));
    }

    [Fact]
    public async Task A_block_from_outside_replaces_the_work()
    {
        await Create();
        await _silo.Chain.StartMining(Request);
        var lease = await Lease();
        Assert.True((await _silo.Chain.SubmitBlock((await _silo.SolveNext()).ToBytes())).IsAccepted);
        var next = await Lease();
        Assert.True(next.Epoch > lease.Epoch, $"the epoch {next.Epoch} follows {lease.Epoch}");
        Assert.Equal(2, (await _silo.Chain.SubmitSolution(new ChainSolution(next.Epoch, ChainSilo.Solve(next.Puzzle!.ToPuzzle()), 1))).Result.Height);
    }

    [Fact]
    public async Task Mining_goes_on_after_a_restart_with_a_greater_epoch()
    {
        await Create();
        await _silo.Chain.StartMining(Request);
        var before = await Lease();
        await _silo.DisposeAsync();
        _silo = await ChainSilo.Run(_silo);

        await _silo.Chain.Resume();
        var after = await Lease();
        Assert.True(after.Epoch > before.Epoch, $"the epoch {after.Epoch} follows {before.Epoch}");
        Assert.True((await _silo.Chain.GetStatus()).Mining);
        await Solve(after);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task Old_work_is_given_out_anew_and_its_solutions_still_count()
    {
        await Create();
        await _silo.Chain.StartMining(Request);
        var old = await Lease();
        _silo.Time.Advance(TimeSpan.FromSeconds(31));
        await _silo.Chain.Resume();
        var fresh = await Lease();
        Assert.True(fresh.Epoch > old.Epoch, $"the epoch {fresh.Epoch} follows {old.Epoch}");
        Assert.Equal(30u, TimeOf(fresh) - TimeOf(old)); // the first is a second after genesis
        var verdict = await _silo.Chain.SubmitSolution(new ChainSolution(old.Epoch, ChainSilo.Solve(old.Puzzle!.ToPuzzle()), 1));
        Assert.True(verdict.Result.IsAccepted);
    }

    [Fact]
    public async Task When_block_times_outrun_the_clock_mining_waits_for_it_and_goes_on_by_itself()
    {
        await Create(maxSecondsAhead: 1);
        await _silo.Chain.StartMining(Request);
        for (var mined = 0; (await Ask()) is { Outcome: LeaseOutcome.Granted, Lease: { } lease }; mined++)
        {
            Assert.True(mined < 100, "the chain never came up against its clock");
            await Solve(lease);
        }

        var waiting = await _silo.Chain.GetStatus();
        Assert.True(waiting.Mining);
        Assert.Contains("ahead of the clock", waiting.Trouble, StringComparison.Ordinal);

        _silo.Time.Advance(TimeSpan.FromSeconds(1));
        await _silo.Chain.Resume();
        Assert.Null((await _silo.Chain.GetStatus()).Trouble);
        await Solve(await Lease());
        Assert.Equal(waiting.Height + 1, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task When_the_storage_fails_mining_waits_for_it_and_goes_on_by_itself()
    {
        await Create();
        await _silo.Chain.StartMining(Request);
        var lease = await Lease();
        _silo.Storage.FailsWrite = name => name == "chain";
        var verdict = await _silo.Chain.SubmitSolution(new ChainSolution(lease.Epoch, ChainSilo.Solve(lease.Puzzle!.ToPuzzle()), 1));
        Assert.False(verdict.Result.IsAccepted);
        Assert.Null(verdict.Next);
        var failed = await _silo.Chain.GetStatus();
        Assert.Equal((0, true), (failed.Height, failed.Mining));
        Assert.Contains("the disk is gone", failed.Trouble, StringComparison.Ordinal);

        // Tried again after growing delays, never more than half a minute.
        for (var i = 0; i < 10; i++)
        {
            _silo.Time.Advance(TimeSpan.FromSeconds(30));
            await _silo.Chain.Resume();
            Assert.NotNull((await _silo.Chain.GetStatus()).Trouble);
        }

        _silo.Storage.FailsWrite = null;
        _silo.Time.Advance(TimeSpan.FromSeconds(30));
        await _silo.Chain.Resume();
        Assert.Null((await _silo.Chain.GetStatus()).Trouble);
        var next = await Lease();
        Assert.True(next.Epoch > lease.Epoch, $"the epoch {next.Epoch} follows {lease.Epoch}");
        await Solve(next);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
    }

    [Theory]
    [InlineData("nobody", "")]
    [InlineData(null, "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789-")]
    [InlineData(null, "a\nb")]
    public async Task A_request_that_no_block_can_meet_is_refused(string? address, string message)
    {
        await Create();
        await Assert.ThrowsAsync<InvalidRequestException>(() => _silo.Chain.StartMining(new MiningRequest(address ?? Request.RewardAddress, message)));
        Assert.False((await _silo.Chain.GetStatus()).Mining);
    }

    private Task<ChainStatus> Create(int maxSecondsAhead = ChainParameters.DefaultMaxSecondsAhead) =>
        _silo.Chain.Create(ChainSilo.Parameters(maxSecondsAhead: maxSecondsAhead));

    private Task<LeaseReply> Ask() => _silo.Job.Lease(new LeaseRequest("test-node", HashRate: 1e6, Workers: 1, KnownEpoch: null));

    private async Task<Lease> Lease()
    {
        var reply = await Ask();
        Assert.Equal(LeaseOutcome.Granted, reply.Outcome);
        return reply.Lease!;
    }

    private async Task Solve(Lease lease)
    {
        var position = ChainSilo.Solve(lease.Puzzle!.ToPuzzle());
        await _silo.Job.Report(new LeaseReport("test-node", lease.Epoch, lease.Id, [new PositionRange(lease.Range.First, position + 1 - lease.Range.First)], [position], IsFinal: true));
    }

    private static uint TimeOf(Lease lease) => BlockHeader.Parse(((HeaderPuzzleSpec)lease.Puzzle!).Header).Time;
}
