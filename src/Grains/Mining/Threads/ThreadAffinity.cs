using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MiningGrid.Grains.Mining;

/// <summary>Which cores threads may run on.</summary>
internal static partial class ThreadAffinity
{
    // 8 192 cores, as many as Linux can be built for.
    private const int MaskBytes = 1_024;
    private const int CallingThread = 0;

    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    /// <summary>The cores that the calling thread may run on; none where the system doesn't tell.</summary>
    public static ImmutableArray<int> Allowed
    {
        get
        {
            if (OperatingSystem.IsLinux())
                return LinuxCores();
            return OperatingSystem.IsWindows() ? WindowsCores() : [];
        }
    }

    /// <summary>Keeps the calling thread on one core; returns whether the system took it.</summary>
    public static bool Pin(int core)
    {
        if (OperatingSystem.IsLinux())
        {
            var mask = new byte[MaskBytes];
            mask[core / 8] = (byte)(1 << core % 8);
            return SetAffinity(CallingThread, MaskBytes, mask) == 0;
        }

        return OperatingSystem.IsWindows() && core < IntPtr.Size * 8 && SetThreadAffinityMask(GetCurrentThread(), (nuint)1 << core) != 0;
    }

    [SupportedOSPlatform("linux")]
    private static ImmutableArray<int> LinuxCores()
    {
        var mask = new byte[MaskBytes];
        return GetAffinity(CallingThread, MaskBytes, mask) < 0
            ? []
            : [.. Enumerable.Range(0, MaskBytes * 8).Where(core => (mask[core / 8] >> core % 8 & 1) != 0)];
    }

    [SupportedOSPlatform("windows")]
    private static ImmutableArray<int> WindowsCores()
    {
        using var process = Process.GetCurrentProcess();
        var mask = (long)process.ProcessorAffinity;
        return [.. Enumerable.Range(0, 64).Where(core => (mask >> core & 1) != 0)];
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    [SupportedOSPlatform("linux")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAffinity(int thread, nint size, [Out] byte[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    [SupportedOSPlatform("linux")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAffinity(int thread, nint size, byte[] mask);

    [LibraryImport("kernel32")]
    [SupportedOSPlatform("windows")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    [SupportedOSPlatform("windows")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nuint SetThreadAffinityMask(nint thread, nuint mask);
}
