namespace MiningGrid.OpenCl.Tests;

public class OpenClChoiceTests
{
    [Theory]
    [InlineData("off", true)]
    [InlineData("GPU", false)]
    [InlineData(" all ", false)]
    [InlineData("0", false)]
    [InlineData("0,2,11", false)]
    public void It_reads_what_people_say(string text, bool isOff)
    {
        Assert.True(OpenClChoice.TryParse(text, out var choice));
        Assert.Equal(isOff, choice.IsOff);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cuda")]
    [InlineData("-1")]
    [InlineData("0,")]
    [InlineData("0, 1")]
    [InlineData("1000")]
    [InlineData("gpu,0")]
    public void It_refuses_anything_else(string? text) => Assert.False(OpenClChoice.TryParse(text, out _));

    [Fact]
    public void The_cpu_is_a_device_of_all_and_by_its_number_and_not_of_gpu()
    {
        var devices = OpenClDevices.Find();
        var cpu = TestDevice.Get();

        Assert.Contains(Of("all", devices), device => device.Number == cpu.Number);
        Assert.DoesNotContain(Of("gpu", devices), device => device.Kind == OpenClDeviceKind.Cpu);
        Assert.Empty(Of("off", devices));
        Assert.Equal(cpu.Number, Assert.Single(Of($"{cpu.Number},{cpu.Number}", devices)).Number);
    }

    [Fact]
    public void A_number_that_no_device_has_is_told()
    {
        var devices = OpenClDevices.Find();
        Assert.True(OpenClChoice.TryParse($"0,{devices.All.Length}", out var choice));

        choice.Of(devices, out var missing);

        Assert.Equal(devices.All.Length, missing);
    }

    private static IReadOnlyList<OpenClDevice> Of(string text, OpenClDevices devices)
    {
        Assert.True(OpenClChoice.TryParse(text, out var choice));
        var chosen = choice.Of(devices, out var missing);
        Assert.Null(missing);
        return chosen;
    }
}
