using System.Runtime.InteropServices;

namespace MiningGrid.OpenCl.Native;

/// <summary>An object of OpenCL's, released once.</summary>
internal abstract class OpenClHandle() : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;
}

internal sealed class ContextHandle : OpenClHandle
{
    protected override bool ReleaseHandle() => OpenClCalls.ReleaseContext(handle) == 0;
}

internal sealed class QueueHandle : OpenClHandle
{
    protected override bool ReleaseHandle() => OpenClCalls.ReleaseCommandQueue(handle) == 0;
}

internal sealed class ProgramHandle : OpenClHandle
{
    protected override bool ReleaseHandle() => OpenClCalls.ReleaseProgram(handle) == 0;
}

internal sealed class KernelHandle : OpenClHandle
{
    protected override bool ReleaseHandle() => OpenClCalls.ReleaseKernel(handle) == 0;
}

internal sealed class BufferHandle : OpenClHandle
{
    protected override bool ReleaseHandle() => OpenClCalls.ReleaseMemObject(handle) == 0;
}

internal sealed class EventHandle : OpenClHandle
{
    protected override bool ReleaseHandle() => OpenClCalls.ReleaseEvent(handle) == 0;
}
