using System.Runtime.InteropServices;

namespace MiningGrid.OpenCl.Native;

/// <summary>The calls of OpenCL 1.2 that are needed, as its C header has them.</summary>
internal static unsafe partial class OpenClCalls
{
    private const string Library = OpenClLibrary.ImportName;

    [LibraryImport(Library, EntryPoint = "clGetPlatformIDs")]
    public static partial int GetPlatformIds(uint places, nint* platforms, out uint count);

    [LibraryImport(Library, EntryPoint = "clGetPlatformInfo")]
    public static partial int GetPlatformInfo(nint platform, uint name, nuint size, void* value, out nuint sizeNeeded);

    [LibraryImport(Library, EntryPoint = "clGetDeviceIDs")]
    public static partial int GetDeviceIds(nint platform, ulong types, uint places, nint* devices, out uint count);

    [LibraryImport(Library, EntryPoint = "clGetDeviceInfo")]
    public static partial int GetDeviceInfo(nint device, uint name, nuint size, void* value, out nuint sizeNeeded);

    [LibraryImport(Library, EntryPoint = "clCreateContext")]
    public static partial ContextHandle CreateContext(
        nint* properties, uint deviceCount, nint* devices, nint notify, nint notifyData, out int error);

    [LibraryImport(Library, EntryPoint = "clReleaseContext")]
    public static partial int ReleaseContext(nint context);

    [LibraryImport(Library, EntryPoint = "clCreateCommandQueue")]
    public static partial QueueHandle CreateCommandQueue(ContextHandle context, nint device, ulong properties, out int error);

    [LibraryImport(Library, EntryPoint = "clReleaseCommandQueue")]
    public static partial int ReleaseCommandQueue(nint queue);

    [LibraryImport(Library, EntryPoint = "clCreateProgramWithSource")]
    public static partial ProgramHandle CreateProgramWithSource(
        ContextHandle context, uint count, byte** sources, nuint* lengths, out int error);

    [LibraryImport(Library, EntryPoint = "clBuildProgram", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BuildProgram(
        ProgramHandle program, uint deviceCount, nint* devices, string options, nint notify, nint notifyData);

    [LibraryImport(Library, EntryPoint = "clGetProgramBuildInfo")]
    public static partial int GetProgramBuildInfo(
        ProgramHandle program, nint device, uint name, nuint size, void* value, out nuint sizeNeeded);

    [LibraryImport(Library, EntryPoint = "clReleaseProgram")]
    public static partial int ReleaseProgram(nint program);

    [LibraryImport(Library, EntryPoint = "clCreateKernel", StringMarshalling = StringMarshalling.Utf8)]
    public static partial KernelHandle CreateKernel(ProgramHandle program, string name, out int error);

    [LibraryImport(Library, EntryPoint = "clGetKernelWorkGroupInfo")]
    public static partial int GetKernelWorkGroupInfo(
        KernelHandle kernel, nint device, uint name, nuint size, void* value, out nuint sizeNeeded);

    [LibraryImport(Library, EntryPoint = "clSetKernelArg")]
    public static partial int SetKernelArg(KernelHandle kernel, uint index, nuint size, void* value);

    [LibraryImport(Library, EntryPoint = "clReleaseKernel")]
    public static partial int ReleaseKernel(nint kernel);

    [LibraryImport(Library, EntryPoint = "clCreateBuffer")]
    public static partial BufferHandle CreateBuffer(ContextHandle context, ulong flags, nuint size, void* content, out int error);

    [LibraryImport(Library, EntryPoint = "clReleaseMemObject")]
    public static partial int ReleaseMemObject(nint buffer);

    [LibraryImport(Library, EntryPoint = "clEnqueueWriteBuffer")]
    public static partial int EnqueueWriteBuffer(
        QueueHandle queue, BufferHandle buffer, uint isBlocking, nuint offset, nuint size, void* from, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library, EntryPoint = "clEnqueueReadBuffer")]
    public static partial int EnqueueReadBuffer(
        QueueHandle queue, BufferHandle buffer, uint isBlocking, nuint offset, nuint size, void* to, uint waits, nint* waitList, out EventHandle done);

    [LibraryImport(Library, EntryPoint = "clEnqueueNDRangeKernel")]
    public static partial int EnqueueNdRangeKernel(
        QueueHandle queue, KernelHandle kernel, uint dimensions, nuint* offset, nuint* items, nuint* group, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library, EntryPoint = "clFlush")]
    public static partial int Flush(QueueHandle queue);

    [LibraryImport(Library, EntryPoint = "clFinish")]
    public static partial int Finish(QueueHandle queue);

    [LibraryImport(Library, EntryPoint = "clWaitForEvents")]
    public static partial int WaitForEvents(uint count, nint* events);

    [LibraryImport(Library, EntryPoint = "clReleaseEvent")]
    public static partial int ReleaseEvent(nint @event);
}
