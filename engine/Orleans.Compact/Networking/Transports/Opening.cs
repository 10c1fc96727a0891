using System.IO.Pipelines;

namespace Compact.Networking;

/// <summary>A connection on its way through the middleware: whoever waits for it gets the other end of it, or learns why there is none.</summary>
internal sealed class Opening(SocketContext context)
{
    private readonly TaskCompletionSource<Transport> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Transport> Opened => _opened.Task;

    /// <returns>Null when nobody waits for it any more.</returns>
    public PipeTransport? TryComplete(IDuplexPipe pipe)
    {
        var transport = new PipeTransport(pipe, context);
        return _opened.TrySetResult(transport) ? transport : null;
    }

    /// <summary>Closes the connection, unless whoever waited for it has it.</summary>
    public void Fail(Exception reason)
    {
        if (_opened.TrySetException(reason))
            context.Abort();
    }
}
