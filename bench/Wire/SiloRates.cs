using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Bench.Engine;
using Orleans.Configuration;
using Orleans.Hosting;
using StackExchange.Redis;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Bench.Wire;

/// <summary>
/// What does a call cost from a grain on one silo to a grain on another, in two processes that share a Redis, over loopback? Against what
/// Orleans 10 does on a machine of two cores. Needs redis-server.
/// </summary>
internal static class SiloRates
{
    private const string Ready = "ready";
    private const int ManyCallers = 100;

    public static async Task<int> RunAsync(string[] options)
    {
        if (options is ["serve", var redisPort, var siloPort, var echoPort])
            return await ServeAsync(Port(redisPort), Port(siloPort), Port(echoPort));
        var ports = FreePorts.Several(4);
        using var redis = Start("redis-server", "--bind", "127.0.0.1", "--port", Text(ports[0]), "--save", "", "--dir", Path.GetTempPath());
        using var other = Start(Environment.ProcessPath!, "silos", "serve", Text(ports[0]), Text(ports[1]), Text(ports[2]));
        try
        {
            if (await other.StandardOutput.ReadLineAsync() != Ready)
                throw new InvalidOperationException("The other silo did not start.");
            await MeasureAsync(other, ports[0], ports[3], ports[2]);
        }
        finally
        {
            other.StandardInput.Close();
            await other.WaitForExitAsync();
            redis.Kill();
            await redis.WaitForExitAsync();
        }

        return 0;
    }

    private static async Task MeasureAsync(Process other, int redisPort, int siloPort, int echoPort)
    {
        using var host = await StartSiloAsync(redisPort, siloPort);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var here = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var pairs = await PairsAsync(grains, here);
        using var socket = await BareEcho.ConnectAsync(echoPort);
        await CallTable.RunAsync(
            other,
            [
                ("bare socket, 1", double.NaN, () => BareEcho.MeasureAsync(socket, CallTable.Round)),
                ("grain → grain, 1", 19.7e3, () => CallAsync(pairs[..1])),
                ($"grain → grain, {ManyCallers}", 190e3, () => CallAsync(pairs)),
            ]);
        await host.StopAsync();
    }

    /// <summary>Callers that were placed here, and for each a target that was placed on the other silo.</summary>
    private static async Task<(ICallerGrain Caller, long Target)[]> PairsAsync(IGrainFactory grains, SiloAddress here)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        while ((await management.GetHosts(onlyActive: true)).Count < 2)
            await Task.Delay(10);
        var callers = new List<ICallerGrain>();
        var targets = new List<long>();
        for (var key = 0L; callers.Count < ManyCallers || targets.Count < ManyCallers; key++)
        {
            var caller = grains.GetGrain<ICallerGrain>(key);
            await caller.Call(key, TimeSpan.Zero);
            if (here.Equals(await management.GetActivationAddress(caller)))
                callers.Add(caller);
            await grains.GetGrain<ITargetGrain>(key).Echo(0);
            if (!here.Equals(await management.GetActivationAddress(grains.GetGrain<ITargetGrain>(key))))
                targets.Add(key);
        }

        return [.. callers.Zip(targets).Take(ManyCallers)];
    }

    private static async Task<Latencies> CallAsync((ICallerGrain Caller, long Target)[] pairs) =>
        Latencies.Sum(await Task.WhenAll(pairs.Select(pair => pair.Caller.Call(pair.Target, CallTable.Round))));

    private static async Task<int> ServeAsync(int redisPort, int siloPort, int echoPort)
    {
        using var host = await StartSiloAsync(redisPort, siloPort);
        using var echo = BareEcho.Serve(echoPort);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is asked of it but to end.
        }

        await host.StopAsync();
        return 0;
    }

    private static async Task<IHost> StartSiloAsync(int redisPort, int siloPort)
    {
        var redis = new ConfigurationOptions { EndPoints = { { IPAddress.Loopback, redisPort } }, AbortOnConnectFail = false };
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort: 0);
            silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
            silo.UseRedisGrainDirectoryAsDefault(options => options.ConfigurationOptions = redis);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
