using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Compact.Networking;

/// <summary>The bytes of a connection, both ways. One reads and one writes at a time; to dispose it ends both at once.</summary>
internal abstract class Transport : IDisposable
{
    /// <returns>How many bytes were received; 0 when the other side has closed the connection.</returns>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> space, CancellationToken token = default);

    /// <returns>How many of the bytes were sent, from the first on; at least one.</returns>
    public abstract ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken token = default);

    public abstract void Dispose();

    /// <returns>Why the connection ended, in words; null when the exception is of another kind.</returns>
    public static string? ReasonOf(Exception exception) => exception switch
    {
        SocketException broken => broken.SocketErrorCode.ToString(),
        ObjectDisposedException or ConnectionAbortedException => "it was closed",
        IOException { InnerException: SocketException broken } => broken.SocketErrorCode.ToString(),
        IOException broken => broken.Message,
        _ => null,
    };
}
