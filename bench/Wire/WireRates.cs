using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Bench.Engine;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Bench.Wire;

/// <summary>
/// What does a grain call cost from a client in another process, over loopback? Against what Orleans 10 does on a machine of two cores,
/// and against what a bare socket takes for a ping-pong of as many bytes between the same two processes.
/// </summary>
internal static class WireRates
{
    private const int Rounds = 5;
    private const int ManyCallers = 100;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] options)
    {
        if (options is ["serve", var siloPort, var gatewayPort, var echoPort])
            return await ServeAsync(Port(siloPort), Port(gatewayPort), Port(echoPort));
        var ports = FreePorts(3);
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
        var rows = new (string Name, double Orleans, Func<Task<Latencies>> Measure)[]
        {
            ("bare socket, 1", double.NaN, () => BareEcho.MeasureAsync(socket, Round)),
            ("client → grain, 1", 23e3, () => Calls(grains, 1)),
            ($"client → grain, {ManyCallers}", 190e3, () => Calls(grains, ManyCallers)),
        };
        var processor = rows.ToDictionary(row => row.Name, _ => TimeSpan.Zero, StringComparer.Ordinal);
        var results = rows.ToDictionary(row => row.Name, _ => new List<Latencies>(), StringComparer.Ordinal);
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var row in rows)
            {
                var before = ProcessorTime(silo);
                var result = await row.Measure();
                if (round < 0)
                    continue; // The first one compiles and warms up.
                results[row.Name].Add(result);
                processor[row.Name] += ProcessorTime(silo) - before;
            }
        }

        Console.WriteLine($"{"",-24} {"calls/s",10} {"best",10} {"p50 µs",8} {"p99 µs",8} {"CPU µs",8}   ratio to Orleans 10");
        foreach (var (name, orleans, _) in rows)
        {
            var rates = results[name].Select(latencies => latencies.Calls / Round.TotalSeconds).Order().ToArray();
            var all = Latencies.Sum(results[name].Select(latencies => latencies.Counts));
            var ratio = double.IsNaN(orleans) ? "" : $"{rates[rates.Length / 2] / orleans,8:f2} of {orleans / 1e3:f0} k";
            Console.WriteLine($"{name,-24} {rates[rates.Length / 2],10:n0} {rates[^1],10:n0} {all.Microseconds(0.5),8:f2} {all.Microseconds(0.99),8:f2} {processor[name].TotalMicroseconds / all.Calls,8:f2} {ratio}");
        }

        await host.StopAsync();
    }

    /// <summary>Of both processes; unlike the clock, it does not count what else the machine does.</summary>
    private static TimeSpan ProcessorTime(Process silo)
    {
        silo.Refresh();
        return silo.TotalProcessorTime + Environment.CpuUsage.TotalTime;
    }

    private static async Task<Latencies> Calls(IClusterClient grains, int callers)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var latencies = new Latencies();
            await latencies.MeasureAsync(grains.GetGrain<ITargetGrain>(caller).Echo, Round);
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

    private static int[] FreePorts(int count)
    {
        // All are held at once, so that the system can't give the same one twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
