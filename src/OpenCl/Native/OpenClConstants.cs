namespace MiningGrid.OpenCl.Native;

/// <summary>Numbers of CL/cl.h.</summary>
internal static class OpenClConstants
{
    public const int Success = 0;
    public const int DeviceNotFound = -1;
    public const int PlatformNotFound = -1001; // of the ICD loader

    public const uint False = 0;
    public const uint True = 1;

    public const ulong DeviceTypeCpu = 1 << 1;
    public const ulong DeviceTypeGpu = 1 << 2;
    public const ulong DeviceTypeAccelerator = 1 << 3;
    public const ulong DeviceTypeAll = 0xffff_ffff;

    public const uint PlatformName = 0x0902;
    public const uint DeviceType = 0x1000;
    public const uint DeviceMaxComputeUnits = 0x1002;
    public const uint DeviceMaxClockFrequency = 0x100c;
    public const uint DeviceAvailable = 0x1027;
    public const uint DeviceCompilerAvailable = 0x1028;
    public const uint DeviceName = 0x102b;
    public const uint DriverVersion = 0x102d;
    public const uint ContextPlatform = 0x1084;
    public const uint ProgramBuildLog = 0x1183;
    public const uint KernelWorkGroupSize = 0x11b0;

    public const ulong MemoryReadWrite = 1 << 0;
    public const ulong MemoryReadOnly = 1 << 2;
}
