namespace MiningGrid.OpenCl.Tests;

/// <summary>The device that tests run on: pocl's, which is the CPU.</summary>
internal static class TestDevice
{
    public static OpenClDevice Get()
    {
        var devices = OpenClDevices.Find();
        return devices.All.FirstOrDefault(device => device.Kind == OpenClDeviceKind.Cpu)
            ?? throw new InvalidOperationException(
                $"These tests need an OpenCL driver for the CPU: sudo apt-get install --no-install-recommends pocl-opencl-icd ocl-icd-libopencl1. {string.Join(' ', devices.Problems)}");
    }
}
