using System.Globalization;
using System.Reflection;
using System.Text;
using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl;

/// <summary>The kernel, compiled for a device by its driver. Threads may share it.</summary>
internal sealed unsafe class DeviceProgram : IDisposable
{
    private const string KernelName = "scan_headers";
    private const int MaxLogLength = 400;

    private readonly nint _device;
    private readonly ProgramHandle _program;

    /// <summary>Opens a device and compiles.</summary>
    /// <exception cref="OpenClException">The device can't be opened, or its driver can't compile the kernel.</exception>
    public DeviceProgram(OpenClDevice device, int hits)
    {
        _device = device.Id;
        using var signals = FaultSignals.Keep();
        Context = Open(device);
        try
        {
            _program = Compile(hits);
        }
        catch
        {
            Context.Dispose();
            throw;
        }
    }

    public ContextHandle Context { get; }

    public KernelHandle CreateKernel()
    {
        var kernel = OpenClCalls.CreateKernel(_program, KernelName, out var error);
        OpenClException.ThrowIfFailed("clCreateKernel", error);
        return kernel;
    }

    public QueueHandle CreateQueue()
    {
        var queue = OpenClCalls.CreateCommandQueue(Context, _device, properties: 0, out var error);
        OpenClException.ThrowIfFailed("clCreateCommandQueue", error);
        return queue;
    }

    public BufferHandle CreateBuffer(ulong flags, int bytes)
    {
        var buffer = OpenClCalls.CreateBuffer(Context, flags, (nuint)bytes, null, out var error);
        OpenClException.ThrowIfFailed("clCreateBuffer", error);
        return buffer;
    }

    /// <summary>Work items that this kernel may have in a group there.</summary>
    public int GroupSize(KernelHandle kernel) =>
        (int)Query.Read<nuint>(Query.OfKernel(kernel, _device), OpenClConstants.KernelWorkGroupSize);

    public void Dispose()
    {
        _program.Dispose();
        Context.Dispose();
    }

    private static ContextHandle Open(OpenClDevice device)
    {
        var properties = stackalloc nint[] { (nint)OpenClConstants.ContextPlatform, device.Platform, 0 };
        var id = device.Id;
        var context = OpenClCalls.CreateContext(properties, 1, &id, 0, 0, out var error);
        OpenClException.ThrowIfFailed("clCreateContext", error);
        return context;
    }

    private ProgramHandle Compile(int hits)
    {
        var source = ReadSource();
        ProgramHandle program;
        fixed (byte* text = source)
        {
            var length = (nuint)source.Length;
            program = OpenClCalls.CreateProgramWithSource(Context, 1, &text, &length, out var error);
            OpenClException.ThrowIfFailed("clCreateProgramWithSource", error);
        }
        var device = _device;
        var code = OpenClCalls.BuildProgram(program, 1, &device, string.Create(CultureInfo.InvariantCulture, $"-D HITS={hits}"), 0, 0);
        if (code == OpenClConstants.Success)
            return program;

        using (program)
        {
            var log = Query.ReadText(Query.OfBuild(program, _device), OpenClConstants.ProgramBuildLog);
            throw new OpenClException("clBuildProgram", code, log.Length > MaxLogLength ? log[..MaxLogLength] : log);
        }
    }

    private static byte[] ReadSource()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("HeaderScan.cl")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return Encoding.ASCII.GetBytes(reader.ReadToEnd());
    }
}
