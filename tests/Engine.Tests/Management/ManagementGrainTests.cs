using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Management;

public class ManagementGrainTests
{
    [Fact]
    public async Task It_counts_activations_by_class()
    {
        await using var silo = await TestSilo.Start();
        for (var key = 0; key < 3; key++)
            await silo.Grains.GetGrain<IEchoGrain>(key).Nothing();
        var management = silo.Grains.GetGrain<IManagementGrain>(0);
        var statistics = await management.GetSimpleGrainStatistics();
        var echo = Assert.Single(statistics, statistic => statistic.GrainType == typeof(EchoGrain).FullName);
        Assert.Equal(3, echo.ActivationCount);
        Assert.Equal(silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress, echo.SiloAddress);
        Assert.Equal(4, await management.GetTotalActivationCount());
        var detailed = await management.GetDetailedGrainStatistics([typeof(EchoGrain).FullName!]);
        Assert.Equal(3, detailed.Select(statistic => statistic.GrainId).Distinct().Count());
        Assert.Equal(3, (await management.GetActiveGrains(GrainType.Create("echo"))).Count);
        Assert.Equal(echo.SiloAddress, await management.GetActivationAddress(silo.Grains.GetGrain<IEchoGrain>(1)));
        Assert.Null(await management.GetActivationAddress(silo.Grains.GetGrain<IEchoGrain>(99)));
    }

    [Fact]
    public async Task It_names_this_silo_as_active()
    {
        await using var silo = await TestSilo.Start();
        var hosts = await silo.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        Assert.Equal(SiloStatus.Active, Assert.Single(hosts).Value);
        var statistics = Assert.Single(await silo.Grains.GetGrain<IManagementGrain>(0).GetRuntimeStatistics([]));
        Assert.Equal(1, statistics.ActivationCount);
    }

    [Fact]
    public async Task It_collects_idle_activations_on_demand()
    {
        var time = new ManualTime();
        await using var silo = await TestSilo.Start(time: time);
        await silo.Grains.GetGrain<IEchoGrain>(1).Nothing();
        time.Advance(TimeSpan.FromMinutes(2));
        await silo.Grains.GetGrain<IEchoGrain>(2).Nothing();
        await silo.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.FromMinutes(1));
        Assert.Null(silo.Catalog.Find(silo.Grains.GetGrain<IEchoGrain>(1).GetGrainId()));
        Assert.NotNull(silo.Catalog.Find(silo.Grains.GetGrain<IEchoGrain>(2).GetGrainId()));
    }

    [Fact]
    public async Task Calls_failures_and_latency_are_counted_by_class()
    {
        await using var silo = await TestSilo.Start();
        var grain = silo.Grains.Work("a");
        await grain.Activation();
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("why"));
        var statistics = silo.Services.GetRequiredService<GrainManifest>().ClassOf(GrainType.Create("work")).Statistics;
        Assert.Equal(2, statistics.Calls);
        Assert.Equal(1, statistics.Failures);
        Assert.True(statistics.Latency > TimeSpan.Zero);
    }

    [Fact]
    public async Task Latency_is_measured_by_the_meter_of_Orleans()
    {
        await using var silo = await TestSilo.Start();
        var types = new System.Collections.Concurrent.ConcurrentBag<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Microsoft.Orleans", Name: "orleans-app-requests-latency" })
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => types.Add(tags[0].Value));
        listener.Start();
        await silo.Grains.GetGrain<IPlainGrain>(Guid.NewGuid()).Key();
        Assert.Contains("plain", types);
    }
}
