using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Errors;
using Orleans.Runtime;

namespace MiningGrid.Silo.Tests.Client;

/// <summary>What a client makes of silos that die while they are called.</summary>
public sealed class GridCallsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private int _tries;

    [Fact]
    public async Task A_call_that_finds_no_answer_is_made_again()
    {
        Assert.Equal("answer", await Calls().Run(FailingUntil(3), CancellationToken.None));
        Assert.Equal(3, _tries);
    }

    [Fact]
    public async Task A_call_that_must_not_be_made_twice_is_not()
    {
        await Assert.ThrowsAsync<GridUnavailableException>(() => Calls().Once(FailingUntil(3), CancellationToken.None));
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task When_no_answer_comes_for_long_enough_that_is_told_with_its_cause()
    {
        var failed = await Assert.ThrowsAsync<GridUnavailableException>(
            () => Calls(retryFor: TimeSpan.Zero).Run(FailingUntil(int.MaxValue), CancellationToken.None));
        Assert.IsType<SiloUnavailableException>(failed.InnerException);
    }

    [Fact]
    public async Task A_call_that_is_never_answered_ends()
    {
        var never = new TaskCompletionSource<string>();
        var failed = await Assert.ThrowsAsync<GridUnavailableException>(
            () => Calls(retryFor: TimeSpan.Zero, callTimeout: Short).Run(() => never.Task, CancellationToken.None));
        Assert.IsType<TimeoutException>(failed.InnerException);
    }

    [Fact]
    public async Task A_watch_has_more_patience_than_a_call()
    {
        var calls = Calls(retryFor: TimeSpan.Zero);
        Assert.Equal("answer", await calls.Watch(FailingUntil(3), CancellationToken.None));
    }

    [Fact]
    public async Task What_the_grid_says_on_purpose_comes_through_at_once()
    {
        await Assert.ThrowsAsync<JobNotFoundException>(() => Calls().Run<string>(
            () =>
            {
                _tries++;
                throw new JobNotFoundException("no");
            },
            CancellationToken.None));
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_and_its_tries()
    {
        using var cancelled = new CancellationTokenSource();
        var call = Calls(retryFor: TimeSpan.FromHours(1)).Run(
            () =>
            {
                if (++_tries == 3)
                    cancelled.Cancel();
                return Task.FromException<string>(new TimeoutException());
            },
            cancelled.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(3, _tries);
    }

    private static GridCalls Calls(TimeSpan? retryFor = null, TimeSpan? callTimeout = null) => new(
        new MiningGridClientOptions
        {
            RetryFor = retryFor ?? MiningGridClientOptions.DefaultRetryFor,
            CallTimeout = callTimeout ?? MiningGridClientOptions.DefaultCallTimeout,
        },
        TimeProvider.System);

    private Func<Task<string>> FailingUntil(int success) => () =>
        ++_tries < success ? Task.FromException<string>(new SiloUnavailableException("it died")) : Task.FromResult("answer");
}
