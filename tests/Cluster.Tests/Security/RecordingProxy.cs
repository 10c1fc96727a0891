using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MiningGrid.Cluster.Tests.Relays;

namespace MiningGrid.Cluster.Tests.Security;

/// <summary>
/// Listens on a port of 127.0.0.1, passes each connection on to the same port of <see cref="Relay.BehindAddress"/>, and keeps all
/// that passes. A silo there says itself that it is found here, for with the official engine a gateway has no other address.
/// </summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<byte[]> _passed = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    public RecordingProxy()
    {
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
            await target.ConnectAsync(IPAddress.Parse(Relay.BehindAddress), Port, _ending.Token);
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
