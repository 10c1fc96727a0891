using System.Diagnostics;
using System.Runtime.InteropServices;
using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl;

/// <summary>Candidates under way on a device, and the memory that what is found in them comes back to.</summary>
internal sealed unsafe class DeviceBatch(DeviceProgram program, int places) : IDisposable
{
    private readonly BufferHandle _hits = program.CreateBuffer(OpenClConstants.MemoryReadWrite, sizeof(uint) * (places + 1));

    // The device writes here while this thread does something else: memory that never moves.
    private readonly uint* _found = (uint*)NativeMemory.AllocZeroed((nuint)places + 1, sizeof(uint));
    private readonly uint* _none = (uint*)NativeMemory.AllocZeroed(1, sizeof(uint));
    private EventHandle? _done;

    /// <summary>The first candidate.</summary>
    public ulong First { get; private set; }

    /// <summary>Candidates.</summary>
    public uint Count { get; private set; }

    /// <summary>When it was handed over, on <see cref="Stopwatch"/>'s timestamps.</summary>
    public long BeganAt { get; private set; }

    /// <summary>Whether more was found than there are places for: then nobody knows what.</summary>
    public bool HasOverflowed => *_found > places;

    /// <summary>What was found, as distances from the first candidate, in no order.</summary>
    public Span<uint> Found => new(_found + 1, (int)*_found);

    /// <summary>Hands candidates over, and does not wait.</summary>
    public void Begin(QueueHandle queue, KernelHandle kernel, int group, ulong first, uint count, uint limit)
    {
        (First, Count, BeganAt) = (first, count, Stopwatch.GetTimestamp());
        OpenClException.ThrowIfFailed("clEnqueueWriteBuffer", OpenClCalls.EnqueueWriteBuffer(
            queue, _hits, OpenClConstants.False, 0, sizeof(uint), _none, 0, null, null));
        SetArguments(kernel, first, count, limit);
        var items = ((nuint)count + (nuint)group - 1) / (nuint)group * (nuint)group;
        var groupItems = (nuint)group;
        OpenClException.ThrowIfFailed("clEnqueueNDRangeKernel", OpenClCalls.EnqueueNdRangeKernel(
            queue, kernel, 1, null, &items, &groupItems, 0, null, null));
        OpenClException.ThrowIfFailed("clEnqueueReadBuffer", OpenClCalls.EnqueueReadBuffer(
            queue, _hits, OpenClConstants.False, 0, (nuint)(sizeof(uint) * (places + 1)), _found, 0, null, out var done));
        _done = done;
        OpenClException.ThrowIfFailed("clFlush", OpenClCalls.Flush(queue));
    }

    /// <summary>Waits until the device is done with it.</summary>
    public void Wait()
    {
        using var done = _done ?? throw new InvalidOperationException("No batch is under way.");
        _done = null;
        var one = done.DangerousGetHandle();
        OpenClException.ThrowIfFailed("clWaitForEvents", OpenClCalls.WaitForEvents(1, &one));
    }

    public void Dispose()
    {
        _done?.Dispose();
        _hits.Dispose();
        NativeMemory.Free(_found);
        NativeMemory.Free(_none);
    }

    private void SetArguments(KernelHandle kernel, ulong first, uint count, uint limit)
    {
        var hits = _hits.DangerousGetHandle();
        Set(kernel, 2, &first, sizeof(ulong));
        Set(kernel, 3, &count, sizeof(uint));
        Set(kernel, 4, &limit, sizeof(uint));
        Set(kernel, 5, &hits, sizeof(nint));
    }

    private static void Set(KernelHandle kernel, uint index, void* value, int size) =>
        OpenClException.ThrowIfFailed("clSetKernelArg", OpenClCalls.SetKernelArg(kernel, index, (nuint)size, value));
}
