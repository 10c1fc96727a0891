using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Bench.Engine;
using Orleans.Configuration;
using Orleans.Hosting;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Bench.Wire;

/// <summary>
/// What does a grain call cost from a client in another process, over loopback? Against what Orleans 10 does on a machine of two cores,
/// and against what a bare socket takes for a ping-pong of as many bytes between the same two processes.
/// </summary>
internal static class WireRates
{
    private const int ManyCallers = 100;

    public static async Task<int> RunAsync(string[] options)
    {
        if (options is ["serve", var siloPort, var gatewayPort, var echoPort])
            return await ServeAsync(Port(siloPort), Port(gatewayPort), Port(echoPort));
        var ports = FreePorts.Several(3);
        using var silo = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["wire", "serve", .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            if (await silo.StandardOutput.ReadLineAsync() != Ready)
                throw new InvalidOperationException("The silo did not start.");
            await MeasureAsync(ports[1], ports[2], silo);
        }
        finally
        {
            silo.StandardInput.Close();
            await silo.WaitForExitAsync();
        }

        return 0;
    }

    private const string Ready = "ready";

    private static async Task MeasureAsync(int gatewayPort, int echoPort, Process silo)
    {
        using var host = BuildClient(gatewayPort);
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IClusterClient>();
        using var socket = await BareEcho.ConnectAsync(echoPort);
        await CallTable.RunAsync(
            silo,
            [
                ("bare socket, 1", double.NaN, () => BareEcho.MeasureAsync(socket, CallTable.Round)),
                ("client → grain, 1", 23e3, () => Calls(grains, 1)),
                ($"client → grain, {ManyCallers}", 190e3, () => Calls(grains, ManyCallers)),
            ]);
        await host.StopAsync();
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

    private static IHost BuildClient(int gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort));
        return builder.Build();
    }

    /// <summary>The other process: a silo, until its input ends.</summary>
    private static async Task<int> ServeAsync(int siloPort, int gatewayPort, int echoPort)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
        using var host = builder.Build();
        await host.StartAsync();
        using var echo = BareEcho.Serve(echoPort);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is asked of it but to end.
        }

        await host.StopAsync();
        return 0;
    }

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
