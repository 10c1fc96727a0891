using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Cluster.Tests.Processes;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.Silo.Hosting;

namespace MiningGrid.Bench.Chain;

/// <summary>One silo as people run it, SQLite and all, with chains of blocks that two hashes solve.</summary>
internal sealed class ChainBenchSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;
    private readonly RedisServer? _redis;

    private ChainBenchSilo(IHost host, string folder, RedisServer? redis)
    {
        _host = host;
        _folder = folder;
        _redis = redis;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    public IGrainFactory Grains { get; }

    /// <summary>What SQLite's database takes on the disk, in bytes.</summary>
    public long DatabaseBytes => new DirectoryInfo(_folder).EnumerateFiles().Sum(file => file.Length);

    /// <param name="storage">What SQLite asks of the disk, Full or Normal; or redis, flushed every second.</param>
    /// <param name="workers">How many mine.</param>
    public static async Task<ChainBenchSilo> Start(string storage, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("minegrid-bench-").FullName;
        var redis = storage == StorageProvider.Redis ? await RedisServer.Start("--appendonly", "yes", "--appendfsync", "everysec") : null;
        var settings = new Dictionary<string, string?> { ["Mining:Workers"] = $"{workers}", ["Storage:Path"] = folder };
        if (redis is null)
        {
            settings["Storage:Synchronous"] = storage;
        }
        else
        {
            settings[StorageProvider.Setting] = storage;
            settings["Redis:ConnectionString"] = redis.Endpoint;
        }

        var host = SiloHost.CreateEmbedded(settings).Build();
        await host.StartAsync();
        return new ChainBenchSilo(host, folder, redis);
    }

    /// <summary>Half of all hashes solve a block of this chain.</summary>
    public static ChainParameters Parameters(string name) => ChainPresets.Solo(name, genesisTime: 1_600_000_000, UInt256.MaxValue >> 1);

    public async Task<IChainGrain> Create(string name)
    {
        var chain = Grains.GetGrain<IChainGrain>(name);
        await chain.Create(Parameters(name));
        return chain;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_redis is not null)
            await _redis.DisposeAsync();
    }
}
