using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl;

/// <summary>A device that a driver offers.</summary>
public sealed class OpenClDevice
{
    internal OpenClDevice(int number, nint platform, nint id)
    {
        Number = number;
        Platform = platform;
        Id = id;
        var type = Query.Read<ulong>(Query.OfDevice(id), OpenClConstants.DeviceType);
        Kind = (type & OpenClConstants.DeviceTypeGpu) != 0 ? OpenClDeviceKind.Gpu
            : (type & OpenClConstants.DeviceTypeCpu) != 0 ? OpenClDeviceKind.Cpu
            : OpenClDeviceKind.Accelerator;
        Name = Query.ReadText(Query.OfDevice(id), OpenClConstants.DeviceName);
        Driver = $"{Query.ReadText(Query.OfPlatform(platform), OpenClConstants.PlatformName)} {Query.ReadText(Query.OfDevice(id), OpenClConstants.DriverVersion)}";
        ComputeUnits = (int)Query.Read<uint>(Query.OfDevice(id), OpenClConstants.DeviceMaxComputeUnits);
        ClockMegahertz = (int)Query.Read<uint>(Query.OfDevice(id), OpenClConstants.DeviceMaxClockFrequency);
    }

    /// <summary>Its place among all devices, from 0 on, as drivers list them.</summary>
    public int Number { get; }

    /// <summary>What it is.</summary>
    public OpenClDeviceKind Kind { get; }

    /// <summary>Its name, as the driver gives it.</summary>
    public string Name { get; }

    /// <summary>The driver's name and version.</summary>
    public string Driver { get; }

    /// <summary>Its compute units: multiprocessors of a graphics card, threads of a CPU.</summary>
    public int ComputeUnits { get; }

    /// <summary>Its highest clock, MHz, as the driver gives it.</summary>
    public int ClockMegahertz { get; }

    internal nint Platform { get; }

    internal nint Id { get; }

    /// <summary>A line for people, for example "opencl:0, NVIDIA H100 (NVIDIA CUDA 550.54), 132 compute units, 1980 MHz".</summary>
    public override string ToString() => $"{OpenClScanner.NameOf(Number)}, {Name} ({Driver}), {ComputeUnits} compute units, {ClockMegahertz} MHz";
}
