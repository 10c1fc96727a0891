using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MiningGrid.Bench.Engine;

/// <summary>
/// How many grain calls a second does one silo make, and how long does one take? Against what Orleans 10 does on a machine
/// of two cores. All are measured in turn, round after round; the best round is printed too, for machines that are shared.
/// </summary>
internal static class CallRates
{
    private const int Rounds = 5;
    private const int ManyCallers = 100;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        using var host = BuildSilo();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var rows = new (string Name, double Orleans, Func<Task<Latencies>> Measure)[]
        {
            ("bare: to a pool thread, 1", double.NaN, Bare),
            ("client → grain, 1", 459e3, () => FromClient(grains, 1)),
            ($"client → grain, {ManyCallers}", double.NaN, () => FromClient(grains, ManyCallers)),
            ("grain → grain, 1", 435e3, () => FromGrains(grains, 1, caller => caller)),
            ($"grain → grain, {ManyCallers}", 320e3, () => FromGrains(grains, ManyCallers, caller => caller)),
            ($"grain → one grain, {ManyCallers}", double.NaN, () => FromGrains(grains, ManyCallers, _ => 0)),
        };

        var results = rows.ToDictionary(row => row.Name, _ => new List<Latencies>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var row in rows)
            {
                var result = await row.Measure();
                if (round > 0) // The first one compiles and warms up.
                    results[row.Name].Add(result);
            }
        }

        Console.WriteLine($"{"",-24} {"calls/s",10} {"best",10} {"p50 µs",8} {"p99 µs",8}   ratio to Orleans 10");
        foreach (var (name, orleans, _) in rows)
        {
            var rates = results[name].Select(latencies => latencies.Calls / Round.TotalSeconds).Order().ToArray();
            var all = Latencies.Sum(results[name].Select(latencies => latencies.Counts));
            var ratio = double.IsNaN(orleans) ? "" : $"{rates[rates.Length / 2] / orleans,8:f2} of {orleans / 1e3:f0} k";
            Console.WriteLine($"{name,-24} {rates[rates.Length / 2],10:n0} {rates[^1],10:n0} {all.Microseconds(0.5),8:f2} {all.Microseconds(0.99),8:f2} {ratio}");
        }

        await host.StopAsync();
        return 0;
    }

    private static IHost BuildSilo()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering()
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(1)));
        return builder.Build();
    }

    /// <summary>What the thread pool alone takes to run something elsewhere and come back: no call can be quicker.</summary>
    private static async Task<Latencies> Bare()
    {
        var latencies = new Latencies();
        await Task.Run(() => latencies.MeasureAsync(static value => Task.Run(() => value), Round));
        return latencies;
    }

    private static async Task<Latencies> FromClient(IGrainFactory grains, int callers)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var latencies = new Latencies();
            await latencies.MeasureAsync(grains.GetGrain<ITargetGrain>(caller).Echo, Round);
            return latencies.Counts;
        })));
        return Latencies.Sum(parts);
    }

    private static async Task<Latencies> FromGrains(IGrainFactory grains, int callers, Func<long, long> targetOf) =>
        Latencies.Sum(await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => grains.GetGrain<ICallerGrain>(caller).Call(targetOf(caller), Round))));
}
