using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl.Tests;

public class OpenClExceptionTests
{
    [Theory]
    [InlineData(-1, "CL_DEVICE_NOT_FOUND (-1)")]
    [InlineData(-5, "CL_OUT_OF_RESOURCES (-5)")]
    [InlineData(-11, "CL_BUILD_PROGRAM_FAILURE (-11)")]
    [InlineData(-19, "CL_KERNEL_ARG_INFO_NOT_AVAILABLE (-19)")]
    [InlineData(-30, "CL_INVALID_VALUE (-30)")]
    [InlineData(-46, "CL_INVALID_KERNEL_NAME (-46)")]
    [InlineData(-54, "CL_INVALID_WORK_GROUP_SIZE (-54)")]
    [InlineData(-61, "CL_INVALID_BUFFER_SIZE (-61)")]
    [InlineData(-64, "CL_INVALID_PROPERTY (-64)")]
    [InlineData(-1001, "CL_PLATFORM_NOT_FOUND_KHR (-1001)")]
    [InlineData(-25, "an error that CL/cl.h does not name (-25)")]
    [InlineData(-9999, "an error that CL/cl.h does not name (-9999)")]
    public void It_names_the_call_and_the_code(int code, string name)
    {
        var exception = new OpenClException("clSomething", code);

        Assert.Equal($"clSomething failed with {name}.", exception.Message);
        Assert.Equal(("clSomething", code), (exception.Call, exception.Code));
    }

    [Fact]
    public void A_call_that_the_driver_refuses_throws_it()
    {
        using var program = new DeviceProgram(TestDevice.Get(), hits: 4);

        var exception = Assert.Throws<OpenClException>(() => program.CreateBuffer(OpenClConstants.MemoryReadWrite, bytes: 0));

        Assert.Equal("clCreateBuffer failed with CL_INVALID_BUFFER_SIZE (-61).", exception.Message);
    }
}
