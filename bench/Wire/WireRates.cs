using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Bench.Engine;
using MiningGrid.Security.Connections;
using Orleans.Configuration;
using Orleans.Hosting;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Bench.Wire;

/// <summary>
/// What does a grain call cost from a client in another process, over loopback, without and with a grid's key? Against what Orleans 10
/// does (without) on a machine of two cores, and against what a bare socket takes for a ping-pong of as many bytes between the same two processes.
/// </summary>
internal static class WireRates
{
    private const int ManyCallers = 100;

    public static async Task<int> RunAsync(string[] options)
    {
        if (options is ["serve", var keyFolder, .. var served])
            return await ServeAsync(keyFolder, [.. served.Select(port => int.Parse(port, CultureInfo.InvariantCulture))]);
        var ports = FreePorts.Several(5);
        using var folder = new TempFolder();
        using var key = BenchKey.Make(folder.Path);
        using var silo = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["wire", "serve", folder.Path, .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            if (await silo.StandardOutput.ReadLineAsync() != Ready)
                throw new InvalidOperationException("The silo did not start.");
            await MeasureAsync(ports[1], ports[3], ports[4], new KeyedConnections(key, TimeProvider.System), silo);
        }
        finally
        {
            silo.StandardInput.Close();
            await silo.WaitForExitAsync();
        }

        return 0;
    }

    private const string Ready = "ready";

    private static async Task MeasureAsync(int gatewayPort, int keyedPort, int echoPort, KeyedConnections keyed, Process silo)
    {
        using var host = BuildClient(gatewayPort, null);
        using var keyedHost = BuildClient(keyedPort, keyed);
        await host.StartAsync();
        await keyedHost.StartAsync();
        var grains = host.Services.GetRequiredService<IClusterClient>();
        var keyedGrains = keyedHost.Services.GetRequiredService<IClusterClient>();
        using var socket = await BareEcho.ConnectAsync(echoPort);
        await CallTable.RunAsync(
            silo,
            [
                ("bare socket, 1", double.NaN, () => BareEcho.MeasureAsync(socket, CallTable.Round)),
                ("client → grain, 1", 23e3, () => Calls(grains, 1)),
                ("the same with a key", double.NaN, () => Calls(keyedGrains, 1)),
                ($"client → grain, {ManyCallers}", 190e3, () => Calls(grains, ManyCallers)),
                ($"the same, {ManyCallers}, with a key", double.NaN, () => Calls(keyedGrains, ManyCallers)),
            ]);
        await host.StopAsync();
        await keyedHost.StopAsync();
    }

    private static async Task<Latencies> Calls(IClusterClient grains, int callers)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var latencies = new Latencies();
            await latencies.MeasureAsync(grains.GetGrain<ITargetGrain>(caller).Echo, CallTable.Round);
            return latencies.Counts;
        })));
        return Latencies.Sum(parts);
    }

    private static IHost BuildClient(int gatewayPort, KeyedConnections? keyed)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gatewayPort);
            if (keyed is not null)
                client.Configure<ClientConnectionOptions>(options => options.ConfigureConnection(keyed.Outgoing));
        });
        return builder.Build();
    }

    /// <summary>The other process: a silo without a key and one with it, until its input ends.</summary>
    private static async Task<int> ServeAsync(string keyFolder, int[] ports)
    {
        using var key = BenchKey.Open(keyFolder);
        using var host = BuildSilo(ports[0], ports[1], null);
        using var keyedHost = BuildSilo(ports[2], ports[3], new KeyedConnections(key, TimeProvider.System));
        await host.StartAsync();
        await keyedHost.StartAsync();
        using var echo = BareEcho.Serve(ports[4]);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is asked of it but to end.
        }

        await host.StopAsync();
        await keyedHost.StopAsync();
        return 0;
    }

    private static IHost BuildSilo(int siloPort, int gatewayPort, KeyedConnections? keyed)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            if (keyed is not null)
                silo.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(keyed.Incoming));
        });
        return builder.Build();
    }
}
