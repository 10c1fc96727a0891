using Orleans.Runtime;

namespace MiningGrid.Client;

/// <summary>Calls a grain: with cancellation, and with one exception for all the ways in which no answer comes.</summary>
internal static class GridCall
{
    public static async Task<T> Run<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            throw Unavailable(exception);
        }
    }

    public static async Task Run(Func<Task> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await call().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            throw Unavailable(exception);
        }
    }

    private static GridUnavailableException Unavailable(Exception cause) =>
        new($"The grid gave no answer: {cause.Message}", cause);
}
