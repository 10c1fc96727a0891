using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Compact.Calls;
using Microsoft.Extensions.Logging;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>
/// Finds the silo of a grain: by what it remembers, else in the directory, else by the placement of the grain's class.
/// Calls of one grain that come while it is looked for wait for the same answer.
/// </summary>
internal sealed partial class GrainLocator(
    IGrainDirectory directory,
    IClusterView cluster,
    PlacementDirectors placement,
    GrainManifest manifest,
    Catalog catalog,
    CallRouter router,
    ILocalSiloDetails local,
    TimeProvider time,
    ILogger<GrainLocator> logger)
{
    private readonly ConcurrentDictionary<GrainId, Search> _searches = new();
    private readonly RouteCache _routes = new(time);

    /// <value>Whether calls that may not be served here any more can be served elsewhere.</value>
    public bool HasOtherSilos => cluster.Active.Any(silo => !silo.Equals(local.SiloAddress));

    public bool TryGet(GrainId id, [NotNullWhen(true)] out SiloAddress? silo) => _routes.TryGet(id, out silo);

    public void Remember(GrainId id, SiloAddress silo)
    {
        if (!silo.Equals(local.SiloAddress))
            _routes.Remember(id, silo);
    }

    public void Forget(GrainId id, SiloAddress silo) => _routes.Forget(id, silo);

    public void Forget(SiloAddress silo) => _routes.Forget(silo);

    /// <summary>A silo that may serve what is served nowhere in particular; for when this one may not.</summary>
    public SiloAddress? OtherSilo()
    {
        var others = cluster.Active.Where(silo => !silo.Equals(local.SiloAddress)).ToArray();
        return others.Length == 0 ? null : others[Random.Shared.Next(others.Length)];
    }

    /// <summary>Gives the call to the router again once it is known where it belongs.</summary>
    public void Locate(Call call)
    {
        while (true)
        {
            var search = _searches.GetOrAdd(call.TargetId, static id => new Search(id));
            if (!search.TryAdd(call, out var isFirst))
                continue;
            if (isFirst)
                _ = Run(search);
            return;
        }
    }

    private async Task Run(Search search)
    {
        SiloAddress? silo = null;
        Exception? failure = null;
        try
        {
            silo = search.Id.Type.Equals(ClientIds.Type) ? await FindClient(search.Id) : await FindGrain(search.Id);
        }
        catch (Exception exception)
        {
            LogSearchFailed(logger, exception, search.Id);
            failure = exception is OrleansException ? exception
                : new OrleansMessageRejectionException($"The grain directory could not be asked where {search.Id} is: {exception.Message}", exception);
        }

        _searches.TryRemove(search.Id, out _);
        foreach (var call in search.End())
        {
            if (call.IsCompleted)
                continue;
            if (failure is null)
                router.DispatchTo(call, silo!);
            else
                call.FailUndelivered(failure);
        }
    }

    private async Task<SiloAddress> FindGrain(GrainId id)
    {
        // The address is asked for before the class, so that a grain that is there is found even where its class is not known.
        if (await directory.Lookup(id) is { SiloAddress: { } known } address && !cluster.IsDead(known, address.MembershipVersion))
        {
            if (!known.Equals(local.SiloAddress))
            {
                _routes.Remember(id, known);
                return known;
            }

            if (!catalog.IsStopping || catalog.Find(id) is not null)
                return known;

            // Left over from an activation that could not be unregistered.
            await directory.Unregister(address);
        }

        var active = catalog.IsStopping ? [.. cluster.Active.Where(silo => !silo.Equals(local.SiloAddress))] : cluster.Active;
        if (active.Length == 0)
            throw new SiloUnavailableException($"No silo of the cluster is active, so {id} can't be activated.");
        var chosen = placement.Choose(manifest.ClassOf(id.Type).Placement, id, active);
        if (!chosen.Equals(local.SiloAddress))
            _routes.Guess(id, chosen);
        return chosen;
    }

    private async Task<SiloAddress> FindClient(GrainId id)
    {
        var client = ClientIds.ClientOf(id);
        if (await directory.Lookup(client) is not { SiloAddress: { } gateway } address || cluster.IsDead(gateway, cluster.Version))
            throw new ClientNotAvailableException($"The client {client} is not connected to any gateway, so its observer {id} can't be called.");
        if (!gateway.Equals(local.SiloAddress))
            _routes.Remember(id, gateway);
        return gateway;
    }

    [LoggerMessage(EngineEvents.SearchFailed, LogLevel.Warning, "It could not be found out where {Grain} is; the calls that waited for it have failed.")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception, GrainId grain);
}
