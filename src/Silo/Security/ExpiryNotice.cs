namespace MiningGrid.Silo.Security;

/// <summary>Says in time that something expires: from a month before on, once a day.</summary>
internal static class ExpiryNotice
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromDays(1);

    /// <summary>Looks until it is stopped.</summary>
    /// <param name="validUntil">When it expires.</param>
    /// <param name="say">Says so.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it with <see cref="OperationCanceledException"/>.</param>
    public static async Task Watch(DateTimeOffset validUntil, Action say, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            if (validUntil - time.GetUtcNow() < Notice)
                say();
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}
