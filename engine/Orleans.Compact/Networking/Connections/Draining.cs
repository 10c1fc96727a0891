namespace Compact.Networking;

/// <summary>Lets connections send what they have before they are closed.</summary>
internal static class Draining
{
    private static readonly TimeSpan AnswersPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the other sides have all their answers, and send no more calls.</summary>
    public static async Task SettleAsync(IEnumerable<Connection> connections, TimeProvider time, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(AnswersPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token);
        try
        {
            await Task.WhenAll(connections.Select(connection => connection.SettleAsync(either.Token)));
        }
        catch (OperationCanceledException)
        {
            // Those who wait yet will see the connection close.
        }
    }

    /// <summary>Waits until all is sent; not for long, because the other side may not read.</summary>
    public static async Task FlushAsync(IEnumerable<Connection> connections, TimeProvider time)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        try
        {
            await Task.WhenAll(connections.Select(connection => connection.FlushAsync(timeout.Token)));
        }
        catch (OperationCanceledException)
        {
            // Closing the connection is all that is left.
        }
    }
}
