using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Cluster.Tests.Security;

/// <summary>Stands between a client and a port of loopback, and keeps all that passes.</summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly ConcurrentQueue<byte[]> _passed = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    /// <param name="target">The port that it leads to.</param>
    public RecordingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All bytes of both directions.</summary>
    public byte[] Passed => [.. _passed.SelectMany(bytes => bytes)];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            var target = new TcpClient();
            await target.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
            _ = CopyAsync(client, target);
            _ = CopyAsync(target, client);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _ending.Token) is > 0 and var count)
            {
                _passed.Enqueue(buffer[..count]);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _ending.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection has ended.
        }

        from.Dispose();
        to.Dispose();
    }
}
