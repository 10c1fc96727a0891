using System.Collections.Immutable;
using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl;

/// <summary>The OpenCL devices of this machine.</summary>
public sealed unsafe class OpenClDevices
{
    private const uint MaxPlatforms = 64;
    private const uint MaxDevices = 256; // of a platform

    private OpenClDevices(ImmutableArray<OpenClDevice> all, ImmutableArray<string> problems)
    {
        All = all;
        Problems = problems;
    }

    /// <summary>Every device, in the order of their numbers.</summary>
    public ImmutableArray<OpenClDevice> All { get; }

    /// <summary>Why there are none, or not those of some driver; one line each.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>
    /// Asks the system's OpenCL library, which loads the drivers into this process. Never throws: a machine without the library, without
    /// a driver or with a broken one has no devices, and <see cref="Problems"/> says why.
    /// </summary>
    public static OpenClDevices Find()
    {
        if (!OpenClLibrary.IsThere)
            return None($"There is no OpenCL library ({string.Join(", ", OpenClLibrary.Names)}) on this machine: the graphics card's driver brings it.");
        using var signals = FaultSignals.Keep();
        var platforms = stackalloc nint[(int)MaxPlatforms];
        var code = OpenClCalls.GetPlatformIds(MaxPlatforms, platforms, out var count);
        if (code == OpenClConstants.PlatformNotFound || (code == OpenClConstants.Success && count == 0))
            return None("There is an OpenCL library on this machine, and no driver for it.");
        if (code != OpenClConstants.Success)
            return None(new OpenClException("clGetPlatformIDs", code).Message);

        var all = ImmutableArray.CreateBuilder<OpenClDevice>();
        var problems = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < Math.Min(count, MaxPlatforms); i++)
        {
            try
            {
                AddDevices(platforms[i], all);
            }
            catch (OpenClException exception)
            {
                problems.Add(exception.Message);
            }
        }
        if (all.Count == 0 && problems.Count == 0)
            problems.Add("The OpenCL drivers of this machine find no device.");
        return new(all.ToImmutable(), problems.ToImmutable());
    }

    private static void AddDevices(nint platform, ImmutableArray<OpenClDevice>.Builder all)
    {
        var devices = stackalloc nint[(int)MaxDevices];
        var code = OpenClCalls.GetDeviceIds(platform, OpenClConstants.DeviceTypeAll, MaxDevices, devices, out var count);
        if (code == OpenClConstants.DeviceNotFound)
            return;
        OpenClException.ThrowIfFailed("clGetDeviceIDs", code);
        for (var i = 0; i < Math.Min(count, MaxDevices); i++)
        {
            if (IsUsable(devices[i]))
                all.Add(new OpenClDevice(all.Count, platform, devices[i]));
        }
    }

    private static bool IsUsable(nint device) =>
        Query.Read<uint>(Query.OfDevice(device), OpenClConstants.DeviceAvailable) == OpenClConstants.True
        && Query.Read<uint>(Query.OfDevice(device), OpenClConstants.DeviceCompilerAvailable) == OpenClConstants.True;

    private static OpenClDevices None(string problem) => new([], [problem]);
}
