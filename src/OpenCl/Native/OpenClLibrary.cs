using System.Reflection;
using System.Runtime.InteropServices;

namespace MiningGrid.OpenCl.Native;

/// <summary>The system's OpenCL library, which finds the drivers. Loaded once, when it is first asked for.</summary>
internal static class OpenClLibrary
{
    /// <summary>Names the library, where the system's own names don't find it.</summary>
    public const string Variable = "MINEGRID_OPENCL_LIBRARY";

    /// <summary>What the calls are bound to.</summary>
    public const string ImportName = "OpenCL";

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>The names that are tried, in turn.</summary>
    public static IReadOnlyList<string> Names { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? [name]
        : OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
        : ["libOpenCL.so.1", "libOpenCL.so"];

    public static bool IsThere => Handle.Value != 0;

    private static nint Load()
    {
        foreach (var name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out var handle))
                continue;
            NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(),
                (import, _, _) => import == ImportName ? handle : 0);
            return handle;
        }
        return 0;
    }
}
