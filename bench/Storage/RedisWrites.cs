using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MiningGrid.Cluster.Tests.Processes;
using Orleans.Persistence;
using StackExchange.Redis;

namespace MiningGrid.Bench.Storage;

/// <summary>
/// What does it cost a grain to write 100 bytes of state to Redis, against a bare SET by the same client? Orleans 10 took
/// 96 to 120 µs (p50) where a SET took 63 µs. Both are measured in turn, and judged by their ratio.
/// </summary>
internal static class RedisWrites
{
    private const int Rounds = 10;
    private const int Writes = 2_000;
    private const double OrleansRatio = 96.0 / 63;

    public static async Task<int> RunAsync()
    {
        await using var redis = await RedisServer.Start();
        using var host = BuildSilo(redis.Endpoint);
        await host.StartAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Endpoint);
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IWriterGrain>(0);

        var sets = new List<double>();
        var writes = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var set = await Set(connection.GetDatabase());
            var write = await grain.Write(Writes);
            if (round == 0) // The first one compiles and warms up.
                continue;
            sets.AddRange(set);
            writes.AddRange(write);
        }

        Console.WriteLine($"{"",-24} {"p50 µs",8} {"p99 µs",8} {"ratio",6}");
        Print("bare SET, 100 bytes", sets, sets);
        Print("WriteStateAsync", writes, sets);
        Console.WriteLine($"{"Orleans 10",-24} {"",8} {"",8} {OrleansRatio,6:f2}");
        await host.StopAsync();
        return 0;
    }

    private static async Task<double[]> Set(IDatabase database)
    {
        var latencies = new double[Writes];
        var bytes = new byte[Payload.Size];
        for (var i = 0; i < Writes; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await database.StringSetAsync("bare", bytes);
            latencies[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        }

        return latencies;
    }

    private static IHost BuildSilo(string redis)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering()
            .AddRedisGrainStorageAsDefault((RedisStorageOptions options) => options.ConfigurationOptions = ConfigurationOptions.Parse(redis)));
        return builder.Build();
    }

    private static void Print(string name, List<double> latencies, List<double> baseline) => Console.WriteLine(
        $"{name,-24} {Quantile(latencies, 0.5),8:f1} {Quantile(latencies, 0.99),8:f1} {Quantile(latencies, 0.5) / Quantile(baseline, 0.5),6:f2}");

    private static double Quantile(List<double> latencies, double share) => latencies.Order().ElementAt((int)(latencies.Count * share));
}
