using System.Diagnostics;
using MiningGrid.Client;

namespace MiningGrid.Cluster.Tests.Grids;

/// <summary>Waits for what must come true.</summary>
internal static class GridEventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until nothing is missing. A grid that gives no answer for now is asked again.</summary>
    /// <param name="missing">What is not yet as it should be; null when all is.</param>
    public static async Task Holds(Func<Task<string?>> missing)
    {
        var started = Stopwatch.GetTimestamp();
        while (await Ask(missing) is { } what)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"after {Patience}: {what}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>The answer, as soon as the grid gives one.</summary>
    public static async Task<T> Answers<T>(Func<Task<T>> question)
    {
        T answer = default!;
        await Holds(async () =>
        {
            answer = await question();
            return null;
        });
        return answer;
    }

    private static async Task<string?> Ask(Func<Task<string?>> missing)
    {
        try
        {
            return await missing();
        }
        catch (Exception exception) when (exception is GridUnavailableException or Orleans.Runtime.OrleansException or TimeoutException)
        {
            return exception.ToString();
        }
    }
}
