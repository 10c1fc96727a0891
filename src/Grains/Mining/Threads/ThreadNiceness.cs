using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MiningGrid.Grains.Mining;

/// <summary>Makes the calling thread stand back behind others. On Linux .NET's own thread priorities do nothing.</summary>
internal static partial class ThreadNiceness
{
    private const int PriorityOfProcess = 0;
    private const uint CallingThread = 0;

    /// <summary>Whether threads of this system can stand back.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    /// <summary>Applies it; returns whether the system took it.</summary>
    public static bool Apply(int nice)
    {
        if (nice == 0)
            return true;
        if (OperatingSystem.IsLinux())
            return TrySetPriority(nice);
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        return IsSupported;
    }

    [SupportedOSPlatform("linux")]
    private static bool TrySetPriority(int nice)
    {
        try
        {
            return SetPriority(PriorityOfProcess, CallingThread, nice) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [SupportedOSPlatform("linux")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
