using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using MiningGrid.Security;
using MiningGrid.Security.Connections;

namespace MiningGrid.Client.Connections;

/// <summary>How long the start of a program tries to reach its grid, and what is known when it gives up.</summary>
/// <param name="patience">How long.</param>
/// <param name="keyed">The connections with the grid's key; null without one.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectPatience(TimeSpan patience, KeyedConnections? keyed, TimeProvider time)
{
    private const string Ways = "--key FILE or MINEGRID_KEY (minegrid), MiningGridClientOptions.KeyFile (a program)";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>What the official engine says of a connection that ended before the other side had said who it is.</summary>
    private const string EndedEarly = "Connection terminated prematurely";

    private readonly long _began = time.GetTimestamp();
    private Exception? _telling;

    /// <summary>Whether to try again, after a while.</summary>
    /// <exception cref="GridKeyException">The grid has another key, or one where this program has none.</exception>
    public async Task<bool> ShouldRetry(Exception failure, CancellationToken cancellationToken)
    {
        if (keyed?.Refusal is { } refusal)
            throw new GridKeyException(refusal.Message, failure);
        if (keyed is null && Causes(failure).Any(cause => cause is AuthenticationException))
            throw new GridKeyException($"The grid has a key, and none was given: {Ways}.", failure);
        // The official engine rests between two attempts, and says only so when it is asked for a connection meanwhile.
        if (Causes(failure).Any(cause => cause is not (AggregateException or OrleansException)))
            _telling = failure;
        if (time.GetElapsedTime(_began) + BetweenTries <= patience)
        {
            await Task.Delay(BetweenTries, time, cancellationToken);
            return true;
        }

        var causes = Causes(_telling ?? failure).ToList();
        if (causes.OfType<GridKeyException>().FirstOrDefault() is { } trouble)
            throw new GridKeyException(trouble.Message, failure);
        if (keyed is null && causes.Any(IsClosing))
            throw new GridKeyException($"A gateway closed the connection before it answered: does the grid have a key (--key)? {failure.Message}", failure);
        return false;
    }

    private static bool IsClosing(Exception cause) =>
        cause is ConnectionResetException or ConnectionAbortedException or InvalidOperationException { Message: EndedEarly };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        IEnumerable<Exception> inner = exception is AggregateException several ? several.InnerExceptions
            : exception.InnerException is { } one ? [one] : [];
        return inner.SelectMany(Causes).Prepend(exception);
    }
}
