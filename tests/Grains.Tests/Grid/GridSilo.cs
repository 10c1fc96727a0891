using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Mining;
using MiningGrid.Grains.Tests.Chain;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace MiningGrid.Grains.Tests.Grid;

/// <summary>A silo with all grains, its workers and its node; the storage outlives it.</summary>
internal sealed class GridSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(5);

    private readonly InProcessTestCluster _cluster;

    private GridSilo(InProcessTestCluster cluster, TestStorage storage)
    {
        _cluster = cluster;
        Storage = storage;
    }

    public TestStorage Storage { get; }

    public IGrainFactory Grains => _cluster.Client;

    public IDispatcherGrain Dispatcher => Grains.GetGrain<IDispatcherGrain>(0);

    public WorkerPool Pool => _cluster.GetSiloServiceProvider().GetRequiredService<WorkerPool>();

    /// <summary>Starts a silo.</summary>
    /// <param name="workers">Worker threads; 0 for a silo whose jobs are leased by the test.</param>
    /// <param name="former">On the storage of a former one it is the same grid after a restart.</param>
    /// <param name="time">A clock moved by hand; null for the system's.</param>
    /// <param name="settings">Other settings.</param>
    public static async Task<GridSilo> Run(
        int workers = 2, GridSilo? former = null, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var storage = former?.Storage ?? new TestStorage();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Mining:Workers", $"{workers}"), new("Jobs:SaveEvery", "00:00:00.050")])
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            if (time is not null)
                silo.Services.Replace(ServiceDescriptor.Singleton(time));
            foreach (var name in new[] { StorageNames.State, StorageNames.Blocks })
                silo.Services.AddGrainStorage(name, (services, _) => storage.Of(services.GetRequiredService<Serializer>()));
            silo.Services.AddMiningGridGrains(configuration);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GridSilo(cluster, storage);
    }

    public IJobGrain Job(string id) => Grains.GetGrain<IJobGrain>(id);

    public Task Deactivate(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Starts a search and waits for its end.</summary>
    public async Task<JobStatus> Search(JobRequest request)
    {
        var job = Job((await Dispatcher.Submit(request)).Id);
        return await WaitFor("the search's end", job.GetStatus, status => status.State != JobState.Running);
    }

    public async Task<List<UInt128>> Solutions(string id)
    {
        var positions = new List<UInt128>();
        while (true)
        {
            var page = await Job(id).GetSolutions(positions.Count, 1_000);
            positions.AddRange(page.Solutions.Select(solution => solution.Position));
            if (page.Solutions.IsEmpty)
                return positions;
        }
    }

    /// <summary>Asks until the answer is as wanted.</summary>
    public static async Task<T> WaitFor<T>(string what, Func<Task<T>> ask, Func<T, bool> isEnough)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isEnough(answer))
                return answer;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"Waited for {what}; the last answer was {answer}.");
            await Task.Delay(PollEvery);
        }
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
