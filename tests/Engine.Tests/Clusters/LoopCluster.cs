using System.Collections.Concurrent;
using Compact.Networking;
using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MiningGrid.Engine.Tests.Hosting;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Clusters;

/// <summary>Silos whose membership and links are the test's own, so that a test decides who is alive and what each of them knows.</summary>
internal sealed class LoopCluster : IClusterView, IAsyncDisposable
{
    private readonly ConcurrentDictionary<SiloAddress, IHost> _hosts = new();
    private volatile SiloAddress[] _active = [];
    private long _version;

    public IGrainDirectory Directory { get; init; } = new InMemoryGrainDirectory();

    public SiloAddress[] Active => _active;

    public MembershipVersion Version => new(Volatile.Read(ref _version));

    public static async Task<LoopCluster> Start(int silos, Action<ISiloBuilder>? configure = null, IGrainDirectory? directory = null)
    {
        var cluster = new LoopCluster { Directory = directory ?? new InMemoryGrainDirectory() };
        for (var i = 0; i < silos; i++)
            await cluster.Add(i + 1, configure);
        return cluster;
    }

    public bool IsDead(SiloAddress silo, MembershipVersion seenAt) => !_hosts.ContainsKey(silo) && seenAt <= Version;

    public IServiceProvider? ServicesOf(SiloAddress silo) => _hosts.TryGetValue(silo, out var host) ? host.Services : null;

    public IGrainFactory GrainsOf(SiloAddress silo) => ServicesOf(silo)!.GetRequiredService<IGrainFactory>();

    public Catalog CatalogOf(SiloAddress silo) => ServicesOf(silo)!.GetRequiredService<Catalog>();

    public async Task<SiloAddress> Add(int port, Action<ISiloBuilder>? configure = null)
    {
        var host = TestSilo.Build(silo =>
        {
            silo.Services.AddSingleton<IClusterView>(this);
            silo.Services.AddSingleton(Directory);
            silo.Services.AddSingleton<ISiloLinks>(services => new LoopLinks(this, services.GetRequiredService<ILocalSiloDetails>().SiloAddress));
            configure?.Invoke(silo);
        });
        var address = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        await host.StartAsync();
        _hosts[address] = host;
        Publish([.. _active, address]);
        return address;
    }

    /// <summary>Stops a silo as it should be stopped: it takes no new activations from the beginning.</summary>
    public async Task Stop(SiloAddress silo)
    {
        Publish([.. _active.Where(other => !other.Equals(silo))]);
        await _hosts[silo].StopAsync();
        await Remove(silo);
    }

    /// <summary>Takes a silo away without a word. The others know when <see cref="Declare"/> tells them.</summary>
    public void Cut(SiloAddress silo) => _hosts.TryRemove(silo, out _);

    public async Task Remove(SiloAddress silo)
    {
        Publish([.. _active.Where(other => !other.Equals(silo))]);
        _hosts.TryRemove(silo, out var gone);
        foreach (var (_, host) in _hosts)
        {
            host.Services.GetRequiredService<GrainLocator>().Forget(silo);
            host.Services.GetRequiredService<ISiloLinks>().Drop(silo);
        }

        gone?.Dispose();
        await Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, host) in _hosts)
        {
            await host.StopAsync(new CancellationToken(canceled: true));
            host.Dispose();
        }
    }

    private void Publish(SiloAddress[] active)
    {
        _active = [.. active.Order()];
        Interlocked.Increment(ref _version);
    }
}
