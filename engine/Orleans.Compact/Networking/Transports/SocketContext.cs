using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Compact.Networking;

/// <summary>A socket as middleware sees it.</summary>
internal sealed class SocketContext : ConnectionContext
{
    private const int ReadBytes = 32 << 10;
    private static long s_lastId;

    private readonly Socket _socket;
    private readonly CancellationTokenSource _closed = new();
    private int _isAborted;

    public SocketContext(Socket socket)
    {
        _socket = socket;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        ConnectionClosed = _closed.Token;
        var stream = new NetworkStream(socket, ownsSocket: false);
        Transport = new Pipe(
            PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBytes, leaveOpen: true)),
            PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
    }

    public override string ConnectionId { get; set; } = Interlocked.Increment(ref s_lastId).ToString(CultureInfo.InvariantCulture);

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override IDuplexPipe Transport { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override void Abort()
    {
        if (Interlocked.Exchange(ref _isAborted, 1) != 0)
            return;
        _socket.Dispose();
        _closed.Cancel();
    }

    public override ValueTask DisposeAsync()
    {
        Abort();
        return base.DisposeAsync();
    }

    private sealed record Pipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
