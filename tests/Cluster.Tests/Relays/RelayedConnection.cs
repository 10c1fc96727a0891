using System.Net;
using System.Net.Sockets;

namespace MiningGrid.Cluster.Tests.Relays;

/// <summary>One connection through a relay. It ends with either side.</summary>
/// <param name="network">Knows what may pass.</param>
/// <param name="near">To who connected.</param>
/// <param name="caller">The process that connected.</param>
/// <param name="silo">The process that it connected to.</param>
internal sealed class RelayedConnection(RelayedNetwork network, Socket near, int caller, Func<int> silo) : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly Socket _far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public int Caller => caller;

    public int Silo => silo();

    public async Task Run(IPEndPoint behind)
    {
        near.NoDelay = true;
        try
        {
            if (!await network.MayPass(caller, Silo))
                return;
            await _far.ConnectAsync(behind);
            await Task.WhenAny(Pump(near, _far), Pump(_far, near));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Nobody listens there, or it was reset meanwhile.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Resets both sides.</summary>
    public void Dispose()
    {
        foreach (var socket in new[] { near, _far })
            socket.Close(timeout: 0);
    }

    private async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count && await network.MayPass(caller, Silo))
            {
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side hears of it as soon as anything passes.
        }

        await network.MayPass(caller, Silo);
    }
}
