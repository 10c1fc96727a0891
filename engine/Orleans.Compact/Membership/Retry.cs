namespace Compact.Membership;

/// <summary>Tries something that may fail for a while.</summary>
internal static class Retry
{
    private static readonly TimeSpan DelayMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(5);

    /// <summary>Tries until it succeeds or the time is over, longer apart each time; then the last failure is thrown.</summary>
    public static async Task For(TimeSpan atMost, Func<Task> action, TimeProvider time, CancellationToken token)
    {
        var begun = time.GetTimestamp();
        for (var delay = DelayMin; ; delay = delay * 2 < DelayMax ? delay * 2 : DelayMax)
        {
            try
            {
                await action();
                return;
            }
            catch (Exception exception) when (exception is not JoinRefusedException && !token.IsCancellationRequested && time.GetElapsedTime(begun) + delay < atMost)
            {
                // Again, after the delay.
            }

            await Task.Delay(delay, time, token);
        }
    }
}
