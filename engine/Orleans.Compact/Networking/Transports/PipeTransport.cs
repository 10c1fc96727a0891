using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace Compact.Networking;

/// <summary>The bytes as the middleware leaves them.</summary>
/// <param name="pipe">The innermost middleware's.</param>
/// <param name="context">The connection beneath all middleware.</param>
internal sealed class PipeTransport(IDuplexPipe pipe, ConnectionContext context) : Transport
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <value>Completes when nobody uses it any more.</value>
    public Task Ended => _ended.Task;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReceiveAsync(Memory<byte> space, CancellationToken token)
    {
        var received = (await pipe.Input.ReadAsync(token)).Buffer;
        if (received.Length > space.Length)
            received = received.Slice(0, space.Length);
        received.CopyTo(space.Span);
        var count = (int)received.Length; // before the pipe takes its memory back
        pipe.Input.AdvanceTo(received.End);
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        var result = await pipe.Output.WriteAsync(bytes, token);
        return result.IsCompleted || result.IsCanceled ? throw new ConnectionAbortedException() : bytes.Length;
    }

    public override void Dispose()
    {
        context.Abort();
        _ended.TrySetResult();
    }
}
