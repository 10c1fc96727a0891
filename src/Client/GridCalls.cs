namespace MiningGrid.Client;

/// <summary>
/// Calls grains: with cancellation, never without an end, and with one exception for all the ways in which no answer
/// comes. What may be done twice is tried again, for a silo's grains live elsewhere soon after its death.
/// </summary>
internal sealed class GridCalls(MiningGridClientOptions options, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call that must not be made twice.</summary>
    public async Task<T> Once<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call().WaitAsync(options.CallTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (IsNoAnswer(exception, cancellationToken))
        {
            throw new GridUnavailableException($"The grid gave no answer: {exception.Message}", exception);
        }
    }

    /// <summary>Makes a call that may be made twice.</summary>
    public Task<T> Run<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        Insist(_ => call(), options.RetryFor, cancellationToken);

    /// <summary>Makes a call that may be made twice.</summary>
    public Task Run(Func<Task> call, CancellationToken cancellationToken) => Run(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);

    /// <summary>Makes a call of a watch, which outlives longer failures.</summary>
    public Task<T> Watch<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        Insist(_ => call(), options.WatchRetryFor, cancellationToken);

    /// <summary>Makes a call that may be made twice and is told which try it is, from 1 on.</summary>
    public Task<T> Run<T>(Func<int, Task<T>> call, CancellationToken cancellationToken) =>
        Insist(call, options.RetryFor, cancellationToken);

    private async Task<T> Insist<T>(Func<int, Task<T>> call, TimeSpan retryFor, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var wait = FirstWait;
        for (var tries = 1; ; tries++)
        {
            try
            {
                var number = tries;
                return await Once(() => call(number), cancellationToken);
            }
            catch (GridUnavailableException) when (retryFor == Timeout.InfiniteTimeSpan || time.GetElapsedTime(began) + wait < retryFor)
            {
                await Task.Delay(wait, time, cancellationToken);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    private static bool IsNoAnswer(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        TimeoutException or OrleansException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested, // the silo that was called stops
        _ => false,
    };
}
