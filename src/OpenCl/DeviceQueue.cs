using System.Diagnostics;
using MiningGrid.OpenCl.Native;

namespace MiningGrid.OpenCl;

/// <summary>One thread's way to a device: batches go in, and come out in the same order.</summary>
internal sealed unsafe class DeviceQueue : IDisposable
{
    /// <summary>Batches under way at once: the device works on one while the host looks at the one before.</summary>
    public const int MaxUnderWay = 2;

    private const int PreferredGroup = 256;

    private readonly QueueHandle _queue;
    private readonly KernelHandle _kernel;
    private readonly BufferHandle _header;
    private readonly DeviceBatch[] _batches = new DeviceBatch[MaxUnderWay];
    private readonly int _group;
    private int _begun;
    private int _ended;

    public DeviceQueue(DeviceProgram program, int places)
    {
        _queue = program.CreateQueue();
        _kernel = program.CreateKernel();
        _group = Math.Min(PreferredGroup, program.GroupSize(_kernel));
        _header = program.CreateBuffer(OpenClConstants.MemoryReadOnly, sizeof(uint) * DeviceHeader.MaxWords);
        for (var i = 0; i < MaxUnderWay; i++)
            _batches[i] = new DeviceBatch(program, places);
    }

    public int UnderWay => _begun - _ended;

    /// <summary>Makes a header what batches are candidates of; none may be under way.</summary>
    public void Load(DeviceHeader header)
    {
        Debug.Assert(UnderWay == 0, "Another header's batches are under way.");
        fixed (uint* words = header.Words)
        {
            OpenClException.ThrowIfFailed("clEnqueueWriteBuffer", OpenClCalls.EnqueueWriteBuffer(
                _queue, _header, OpenClConstants.True, 0, (nuint)(sizeof(uint) * header.Words.Length), words, 0, null, null));
        }
        var buffer = _header.DangerousGetHandle();
        var versionBits = (uint)header.VersionBits;
        OpenClException.ThrowIfFailed("clSetKernelArg", OpenClCalls.SetKernelArg(_kernel, 0, (nuint)sizeof(nint), &buffer));
        OpenClException.ThrowIfFailed("clSetKernelArg", OpenClCalls.SetKernelArg(_kernel, 1, sizeof(uint), &versionBits));
    }

    /// <summary>Hands a batch over; there must be room for one.</summary>
    public void Begin(ulong first, uint count, uint limit)
    {
        Debug.Assert(UnderWay < MaxUnderWay, "Too many batches are under way.");
        _batches[_begun % MaxUnderWay].Begin(_queue, _kernel, _group, first, count, limit);
        _begun++;
    }

    /// <summary>Waits for the oldest batch; what it found stays there until as many more have begun.</summary>
    public DeviceBatch End()
    {
        var batch = _batches[_ended % MaxUnderWay];
        batch.Wait();
        _ended++;
        return batch;
    }

    public void Dispose()
    {
        // The device may still write to the batches' memory.
        if (UnderWay > 0)
            _ = OpenClCalls.Finish(_queue);
        foreach (var batch in _batches)
            batch?.Dispose();
        _header?.Dispose();
        _kernel.Dispose();
        _queue.Dispose();
    }
}
