using System.Threading.Channels;

namespace MiningGrid.Client;

/// <summary>Reads a channel with patience that has an end.</summary>
internal static class ChannelReading
{
    /// <summary>The next item; null when none came for so long.</summary>
    public static async Task<T?> Next<T>(
        this ChannelReader<T> reader, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        if (reader.TryRead(out var ready))
            return ready;
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
