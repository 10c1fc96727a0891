using MiningGrid.Core.Blocks;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Chain;
using Orleans.Storage;

namespace MiningGrid.Grains.Tests.Chain;

/// <summary>What a chain does when its activation, or an answer of it, is lost in the middle of something.</summary>
public sealed class ChainTakeoverTests : IAsyncLifetime
{
    private static readonly MiningRequest Request = new(ChainSilo.Miner().ToString());

    private ChainSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await ChainSilo.Run();
        await _silo.Chain.Create(ChainSilo.Parameters());
        await _silo.Chain.StartMining(Request);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_solution_whose_answer_was_lost_is_accepted_again_and_makes_one_block()
    {
        var solution = Solve(await Lease());
        var first = await _silo.Chain.SubmitSolution(solution);
        var again = await _silo.Chain.SubmitSolution(solution);
        Assert.Equal(first.Result, again.Result);
        Assert.True(again.Result.IsAccepted);
        Assert.Equal(first.Next!.Epoch, again.Next!.Epoch);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_solution_whose_answer_was_lost_with_its_activation_is_accepted_again_and_makes_one_block()
    {
        var solution = Solve(await Lease());
        var first = await _silo.Chain.SubmitSolution(solution);
        await _silo.Deactivate(_silo.Chain);
        Assert.Equal(first.Result, (await _silo.Chain.SubmitSolution(solution)).Result);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_solution_found_while_the_chain_was_lost_still_makes_the_block()
    {
        var lease = await Lease();
        await _silo.Deactivate(_silo.Chain);
        var position = ChainSilo.Solve(lease.Puzzle!.ToPuzzle());
        var reply = await _silo.Job.Report(new LeaseReport("node", lease.Epoch, lease.Id, [new PositionRange(0, position + 1)], [position], IsFinal: true));
        Assert.Equal(ReportOutcome.Stale, reply.Outcome);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
        Assert.True((await Lease()).Epoch > lease.Epoch, "the next work follows at once");
    }

    [Fact]
    public async Task A_solution_of_a_former_activation_is_not_taken_once_another_address_is_to_be_paid()
    {
        var solution = Solve(await Lease());
        await _silo.Deactivate(_silo.Chain);
        await _silo.Chain.StartMining(new MiningRequest(ChainSilo.Miner(2).ToString()));
        Assert.Equal(RejectWords.StalePrevious, (await _silo.Chain.SubmitSolution(solution)).Result.Reject);
    }

    [Fact]
    public async Task After_stopping_no_solution_of_a_former_activation_is_taken()
    {
        var solution = Solve(await Lease());
        await _silo.Deactivate(_silo.Chain);
        await _silo.Chain.StopMining();
        var verdict = await _silo.Chain.SubmitSolution(solution);
        Assert.Equal((RejectWords.StalePrevious, null), (verdict.Result.Reject, verdict.Next));
        Assert.Equal(0, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_stop_that_can_not_be_stored_fails_and_is_made_up_for_when_the_storage_is_back()
    {
        var lease = await Lease();
        _silo.Storage.FailsWrite = name => name == "chain";
        await Assert.ThrowsAsync<StorageException>(() => _silo.Chain.StopMining());
        Assert.NotNull((await _silo.Chain.GetStatus()).Trouble);
        Assert.Equal(LeaseOutcome.Ended, (await Ask()).Outcome);

        _silo.Storage.FailsWrite = null;
        _silo.Time.Advance(TimeSpan.FromSeconds(30));
        await _silo.Chain.Resume();
        var status = await _silo.Chain.GetStatus();
        Assert.Equal((false, null), (status.Mining, status.Trouble));
        Assert.False((await _silo.Chain.SubmitSolution(Solve(lease))).Result.IsAccepted);
    }

    [Fact]
    public async Task A_stop_that_was_stored_though_the_answer_got_lost_holds()
    {
        _silo.Storage.LosesAnswer = name => name == "chain";
        await Assert.ThrowsAsync<StorageException>(() => _silo.Chain.StopMining());
        _silo.Storage.LosesAnswer = null;
        _silo.Time.Advance(TimeSpan.FromSeconds(30));
        await _silo.Chain.Resume();
        Assert.False((await _silo.Chain.GetStatus()).Mining);
        Assert.Equal(LeaseOutcome.Ended, (await Ask()).Outcome);
    }

    [Fact]
    public async Task An_activation_that_another_has_overtaken_confirms_nothing()
    {
        await _silo.Chain.StopMining();
        await Overtaken(() => _silo.Chain.StopMining());
        await _silo.Chain.StartMining(Request);
        await Overtaken(() => _silo.Chain.StartMining(Request));
        var solution = Solve(await WaitForLease());
        var orphan = Orphan(await _silo.SolveNext());
        await Overtaken(() => _silo.Chain.SubmitSolution(solution with { Epoch = 1, Puzzle = null }));
        await Overtaken(() => _silo.Chain.SubmitBlock(orphan.ToBytes()));
        Assert.True((await _silo.Chain.SubmitSolution(solution)).Result.IsAccepted);
    }

    [Fact]
    public async Task A_chain_whose_records_are_lost_is_gone_and_is_made_anew_from_its_genesis()
    {
        var next = (await _silo.Chain.SubmitSolution(Solve(await Lease()))).Next!;

        _silo.Storage.Lose();
        await Assert.ThrowsAsync<InconsistentStateException>(() => _silo.Chain.SubmitSolution(Solve(next)));

        await Assert.ThrowsAsync<ChainNotFoundException>(() => _silo.Chain.GetStatus());
        _silo.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, (await _silo.Chain.Create(ChainSilo.Parameters())).Height);
        await _silo.Chain.StartMining(Request);
        Assert.True((await _silo.Chain.SubmitSolution(Solve(await WaitForLease()))).Result.IsAccepted);
        Assert.Equal(1, (await _silo.Chain.GetStatus()).Height);
    }

    [Fact]
    public async Task A_chain_whose_records_were_lost_while_the_storage_failed_is_not_written_again_with_a_hole()
    {
        var former = Solve((await _silo.Chain.SubmitSolution(Solve(await Lease()))).Next!);
        await _silo.Deactivate(_silo.Chain);
        await _silo.Chain.Resume();
        var current = Solve(await WaitForLease());
        _silo.Storage.FailsWrite = _ => true;
        Assert.False((await _silo.Chain.SubmitSolution(current)).Result.IsAccepted);

        _silo.Storage.FailsWrite = null;
        _silo.Storage.Lose();
        await Assert.ThrowsAnyAsync<MiningGridException>(() => _silo.Chain.SubmitSolution(former));

        await Assert.ThrowsAsync<ChainNotFoundException>(() => _silo.Chain.GetStatus());
        Assert.Empty(_silo.Storage.Names);
    }

    [Fact]
    public async Task Nobody_searches_for_a_chain_that_is_lost()
    {
        var lease = await Lease();
        _silo.Storage.Lose();
        await _silo.Deactivate(_silo.Chain);

        var position = ChainSilo.Solve(lease.Puzzle!.ToPuzzle());
        var reply = await _silo.Job.Report(new LeaseReport("node", lease.Epoch, lease.Id, [new PositionRange(0, position + 1)], [position], IsFinal: true));

        Assert.Equal(ReportOutcome.Ended, reply.Outcome);
        Assert.Equal(LeaseOutcome.Ended, (await Ask()).Outcome);
    }

    [Fact]
    public void The_very_same_work_is_not_given_out_as_new()
    {
        var context = ChainContext.AtGenesis(ChainSilo.Parameters());
        Assert.True(BlockTemplate.TryCreate(context, ChainSilo.Miner(), "", [], ChainSilo.Start, out var template, out _));
        Assert.True(BlockTemplate.TryCreate(context, ChainSilo.Miner(), "", [], ChainSilo.Start, out var same, out _));
        Assert.True(BlockTemplate.TryCreate(context, ChainSilo.Miner(), "", [], ChainSilo.Start.AddSeconds(9), out var later, out _));
        var issuer = new WorkIssuer("test", TimeProvider.System);
        issuer.BeginTerm(1);
        var first = issuer.Issue(template);
        Assert.Same(first, issuer.Issue(same));
        Assert.Equal(first.Epoch + 1, issuer.Issue(later).Epoch);
    }

    private static ChainSolution Solve(Lease lease) =>
        new(lease.Epoch, ChainSilo.Solve(lease.Puzzle!.ToPuzzle()), 1, (HeaderPuzzleSpec)lease.Puzzle);

    private static ChainSolution Solve(ChainWork work) => new(work.Epoch, ChainSilo.Solve(work.Puzzle.ToPuzzle()), 1, work.Puzzle);

    private static Block Orphan(Block block) => new(block.Header with { PreviousHash = block.Hash }, block.Transactions);

    private Task<LeaseReply> Ask() => _silo.Job.Lease(new LeaseRequest("node", HashRate: 1e6, Workers: 1, KnownEpoch: null));

    private async Task<Lease> Lease()
    {
        var reply = await Ask();
        Assert.Equal(LeaseOutcome.Granted, reply.Outcome);
        return reply.Lease!;
    }

    private async Task<Lease> WaitForLease() =>
        (await Grid.GridSilo.WaitFor("a lease", Ask, reply => reply.Outcome == LeaseOutcome.Granted)).Lease!;

    private async Task Overtaken(Func<Task> call)
    {
        await _silo.Chain.Resume();
        _silo.Storage.TouchAll("chain");
        await Assert.ThrowsAnyAsync<InconsistentStateException>(call);
    }
}
