using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MiningGrid.Cluster.Tests.Engines;
using MiningGrid.Cluster.Tests.Grids;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Cluster.Tests.Security;

/// <summary>Strangers at the ports of a grid with a key cost it nothing, and its log little.</summary>
public sealed class StrangersTests
{
    private const int ZeroBits = 20;
    private const int Scans = 100;
    private const int Silent = 100;
    private const string NotLetIn = "was not let in";
    private const string OfficialWarning = "warn: Orleans.Runtime.Messaging";

    // Ten a minute, for each of two ports, and at most three minutes.
    private const int LogLinesMax = 60;

    [Fact]
    public async Task Garbage_scanners_and_silence_at_both_ports_do_no_harm()
    {
        using var key = new TestKey();
        await using var grid = await RunningGrid.Start(2, key.Settings);
        await using var chain = await MinedChain.Start(grid.Grid, ZeroBits);
        var silo = grid.Silos[0];

        foreach (var port in new[] { silo.SiloPort, silo.GatewayPort })
        {
            using var silent = new Crowd();
            for (var i = 0; i < Silent; i++)
                silent.Add(await Connect(port));
            for (var i = 0; i < Scans; i++)
                (await Connect(port)).Dispose();
            await IsClosedAfter(port, "GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            await IsClosedAfter(port, [0x0d, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'G', (byte)'M', (byte)'C', (byte)'O']);
            await IsClosedAfter(port, EndlessHello());
            await IsNotLetInWithoutAKey(port);
            await chain.Grow(1);
        }

        await grid.WaitForNodes(2);
        await chain.Grow(3);
        await chain.StopAndVerify();
        var lines = silo.Run.Output.Split('\n').Count(line => line.Contains(NotLetIn, StringComparison.Ordinal) || line.Contains(OfficialWarning, StringComparison.Ordinal));
        Assert.InRange(lines, CompactEngine.Missing is null ? 1 : 0, LogLinesMax); // the official engine says it at level info
    }

    private static async Task<Socket> Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task IsClosedAfter(int port, byte[] bytes)
    {
        using var socket = await Connect(port);
        var ended = EndAsync(socket, bytes);
        await Eventually.That(() => ended.IsCompleted, $"port {port} to close the connection after {bytes.Length} bytes");
    }

    private static async Task EndAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
            while (await socket.ReceiveAsync(new byte[1024]) > 0)
            {
                // An alert, perhaps; nothing else is expected.
            }
        }
        catch (SocketException)
        {
            // Reset is closed, too.
        }
    }

    // A client's hello in records of TLS that never comes to its end.
    private static byte[] EndlessHello()
    {
        byte[] record = [0x16, 3, 1, 0x40, 0, 1, 0xff, 0xff, 0xff, 3, 3, .. new byte[0x4000 - 6]];
        return [.. record, .. record, .. record];
    }

    private static async Task IsNotLetInWithoutAKey(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        var failure = await Record.ExceptionAsync(async () =>
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "minegrid", EnabledSslProtocols = SslProtocols.Tls13, RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            });
            await tls.WriteAsync(new byte[64]);
            if (await tls.ReadAsync(new byte[64]) == 0)
                throw new IOException("The connection was closed.");
        });
        Assert.True(failure is IOException or AuthenticationException, $"Without a key: {failure?.ToString() ?? "it was answered"}");
    }

    private sealed class Crowd : List<Socket>, IDisposable
    {
        public void Dispose() => ForEach(socket => socket.Dispose());
    }
}
