using System.Net;
using System.Net.Sockets;
using MiningGrid.Bench.Engine;

namespace MiningGrid.Bench.Wire;

/// <summary>Sends some bytes and gets them back: what the machine takes for a call without any engine.</summary>
internal static class BareEcho
{
    private const int Bytes = 64;

    public static TcpListener Serve(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = EchoAsync(listener);
        return listener;
    }

    public static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    public static async Task<Latencies> MeasureAsync(Socket socket, TimeSpan duration)
    {
        var latencies = new Latencies();
        var buffer = new byte[Bytes];
        await Task.Run(() => latencies.MeasureAsync(
            async value =>
            {
                await socket.SendAsync(buffer);
                for (var rest = Bytes; rest > 0;)
                    rest -= await socket.ReceiveAsync(buffer);
                return value;
            },
            duration));
        return latencies;
    }

    private static async Task EchoAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync();
        socket.NoDelay = true;
        var buffer = new byte[Bytes];
        while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            await socket.SendAsync(buffer.AsMemory(0, count));
    }
}
