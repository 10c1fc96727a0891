using System.Diagnostics;

namespace MiningGrid.Grains.Tests.Mining.Load;

/// <summary>Programs that compute for nothing, each on a core of its own.</summary>
internal sealed class BusyPrograms(int count) : IDisposable
{
    private readonly List<Process> _programs =
        [.. Enumerable.Range(0, count).Select(_ => Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do :; done"]))!)];

    public void Dispose()
    {
        foreach (var program in _programs)
        {
            program.Kill();
            program.WaitForExit();
            program.Dispose();
        }
    }
}
