namespace MiningGrid.OpenCl.Tests;

public class OpenClDevicesTests
{
    [Fact]
    public void Devices_are_numbered_from_0_on_and_say_what_they_are()
    {
        var devices = OpenClDevices.Find().All;
        var cpu = TestDevice.Get();

        Assert.Equal(Enumerable.Range(0, devices.Length), devices.Select(device => device.Number));
        Assert.All(devices, device => Assert.NotEmpty(device.Name));
        Assert.Contains("Portable Computing Language", cpu.Driver, StringComparison.Ordinal);
        Assert.True(cpu.ComputeUnits > 0, "a CPU without compute units");
        Assert.StartsWith($"opencl:{cpu.Number}, {cpu.Name} (", cpu.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_the_same_when_asked_again() =>
        Assert.Equal(OpenClDevices.Find().All.Select(device => device.ToString()), OpenClDevices.Find().All.Select(device => device.ToString()));
}
