using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Devices;

/// <summary>What programs need in their environment to run OpenCL on the CPU, on one thread, with their own cache of kernels.</summary>
internal static class Pocl
{
    public static Dictionary<string, string?> Environment(TempFolder folder) => new(StringComparer.Ordinal)
    {
        ["POCL_CACHE_DIR"] = Directory.CreateDirectory(folder["pocl"]).FullName,
        ["POCL_MAX_PTHREAD_COUNT"] = "1",
    };

    /// <summary>An environment in which the OpenCL library finds no driver.</summary>
    public static Dictionary<string, string?> NoDriver(TempFolder folder) => new(StringComparer.Ordinal)
    {
        ["OCL_ICD_VENDORS"] = Directory.CreateDirectory(folder["no-drivers"]).FullName,
    };

    /// <summary>An environment in which there is no OpenCL library.</summary>
    public static Dictionary<string, string?> NoLibrary { get; } = new(StringComparer.Ordinal)
    {
        ["MINEGRID_OPENCL_LIBRARY"] = "libOpenCL-that-is-not-there.so",
    };
}
