using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using MiningGrid.Grains.Mining;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Bench.Mining;

/// <summary>The silo as it is shipped, but for records that stay in memory.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private BenchSilo(IHost host) => _host = host;

    public WorkerPool Pool => _host.Services.GetRequiredService<WorkerPool>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="settings">In place of the one that keeps records in memory.</param>
    public static async Task<BenchSilo> Start(params KeyValuePair<string, string?>[] settings)
    {
        var host = SiloHost.CreateEmbedded(settings.Length > 0 ? settings : [new(StorageProvider.Setting, StorageProvider.Memory)]).Build();
        await host.StartAsync();
        return new BenchSilo(host);
    }

    /// <summary>A block to be mined, different with every number.</summary>
    public static HeaderPuzzleSpec Puzzle(UInt256 target, int number)
    {
        var coinbase = new byte[120];
        BitConverter.TryWriteBytes(coinbase, number);
        return new HeaderPuzzleSpec(new byte[80], coinbase, ExtraNonceOffset: 60, [], target);
    }

    public async Task<IJobGrain> Search(UInt256 target, int number)
    {
        var request = new JobRequest(Puzzle(target, number), SearchMode.FirstSolution);
        return Grains.GetGrain<IJobGrain>((await Grains.GetGrain<IDispatcherGrain>(0).Submit(request)).Id);
    }

    /// <summary>Waits until no worker has anything to do.</summary>
    public async Task WaitUntilIdle()
    {
        while (Pool.Busy + Pool.Queued > 0)
            await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
