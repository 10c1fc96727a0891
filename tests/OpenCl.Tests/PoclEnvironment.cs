using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiningGrid.OpenCl.Tests;

/// <summary>Settings of pocl, the driver that runs OpenCL on the CPU, for this process. .NET keeps an environment of its own, so they go to the C library.</summary>
internal static partial class PoclEnvironment
{
    private static readonly string Cache = Directory.CreateTempSubdirectory("minegrid-pocl-").FullName;

    [ModuleInitializer]
    internal static void Set()
    {
        Set("POCL_CACHE_DIR", Cache);
        Set("POCL_MAX_PTHREAD_COUNT", "1");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Cache, recursive: true);
    }

    private static void Set(string name, string value)
    {
        if (SetVariable(name, value, overwrite: 1) != 0)
            throw new InvalidOperationException($"{name} could not be set.");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
