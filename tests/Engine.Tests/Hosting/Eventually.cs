using System.Diagnostics;

namespace MiningGrid.Engine.Tests.Hosting;

/// <summary>Waits for something that happens soon, and says what it waited for if it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task That(Func<bool> condition, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"Waited {Patience} for: {what}");
            await Task.Delay(1);
        }
    }

    /// <summary>Tries again until it does not fail; fails as the last attempt did.</summary>
    public static async Task Succeeds(Func<Task> attempt, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception exception)
            {
                Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"Waited {Patience} for: {what}; last: {exception}");
                await Task.Delay(10);
            }
        }
    }

    public static async Task Completes(Task task, string what)
    {
        await That(() => task.IsCompleted, what);
        await task;
    }
}
