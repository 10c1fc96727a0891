using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    private ChainBenchSilo(IHost host, string folder)
    {
        _host = host;
        _folder = folder;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    public IGrainFactory Grains { get; }

    /// <summary>What the database takes on the disk, in bytes.</summary>
    public long DatabaseBytes => new DirectoryInfo(_folder).EnumerateFiles().Sum(file => file.Length);

    public static async Task<ChainBenchSilo> Start(string synchronous, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("minegrid-bench-").FullName;
        var builder = SiloHost.CreateEmbedded(new Dictionary<string, string?>
        {
            ["Storage:Path"] = folder,
            ["Storage:Synchronous"] = synchronous,
            ["Mining:Workers"] = $"{workers}",
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ChainBenchSilo(host, folder);
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
    }
}
