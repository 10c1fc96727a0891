using System.Text;

namespace MiningGrid.OpenCl.Native;

/// <summary>Asks objects of OpenCL's for what they are.</summary>
internal static unsafe class Query
{
    private const int MaxTextBytes = 64 * 1024;

    /// <summary>One of the clGet…Info calls, with the object that it is about.</summary>
    public delegate int Call(uint name, nuint size, void* value, out nuint sizeNeeded);

    public static (string, Call) OfPlatform(nint platform) =>
        ("clGetPlatformInfo", (uint name, nuint size, void* value, out nuint needed) =>
            OpenClCalls.GetPlatformInfo(platform, name, size, value, out needed));

    public static (string, Call) OfDevice(nint device) =>
        ("clGetDeviceInfo", (uint name, nuint size, void* value, out nuint needed) =>
            OpenClCalls.GetDeviceInfo(device, name, size, value, out needed));

    public static (string, Call) OfBuild(ProgramHandle program, nint device) =>
        ("clGetProgramBuildInfo", (uint name, nuint size, void* value, out nuint needed) =>
            OpenClCalls.GetProgramBuildInfo(program, device, name, size, value, out needed));

    public static (string, Call) OfKernel(KernelHandle kernel, nint device) =>
        ("clGetKernelWorkGroupInfo", (uint name, nuint size, void* value, out nuint needed) =>
            OpenClCalls.GetKernelWorkGroupInfo(kernel, device, name, size, value, out needed));

    public static T Read<T>((string Name, Call Ask) of, uint name)
        where T : unmanaged
    {
        T value = default;
        OpenClException.ThrowIfFailed(of.Name, of.Ask(name, (nuint)sizeof(T), &value, out _));
        return value;
    }

    /// <summary>A text in one line, without what does not print.</summary>
    public static string ReadText((string Name, Call Ask) of, uint name)
    {
        OpenClException.ThrowIfFailed(of.Name, of.Ask(name, 0, null, out var size));
        var bytes = new byte[Math.Min(size, MaxTextBytes)];
        if (size > MaxTextBytes || bytes.Length == 0)
            return "";
        fixed (byte* text = bytes)
            OpenClException.ThrowIfFailed(of.Name, of.Ask(name, size, text, out _));
        var characters = Encoding.UTF8.GetString(bytes).TrimEnd('\0').Select(letter => char.IsControl(letter) ? ' ' : letter);
        return string.Join(' ', string.Concat(characters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
