using System.Globalization;

namespace MiningGrid.Grains.Tests.Mining.Threads;

internal static class Niceness
{
    /// <summary>The calling thread's: the nineteenth field of its state, the seventeenth behind the name.</summary>
    public static int OfThisThread()
    {
        var state = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(state[(state.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
