using Compact.Calls;
using Compact.Networking;
using Compact.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Brings each call to its target: here, on another silo, or in a client that is connected here.</summary>
internal sealed class CallRouter(Catalog catalog, GrainManifest manifest, ILocalSiloDetails local, TimeProvider time, IServiceProvider services) : ICallRouter
{
    // The first ways that turn out wrong are tried again at once; a call that is given back on and on waits longer and longer.
    private const int ImmediateForwards = 3;
    private const int ClientForwardsMax = 5;
    private static readonly TimeSpan ForwardDelayMax = TimeSpan.FromMilliseconds(100);

    // Both are made of parts that call grains themselves, so they come after the router; until then the silo is alone.
    private readonly Lazy<ISiloLinks?> _links = new(services.GetService<ISiloLinks>);
    private readonly Lazy<GrainLocator?> _locator = new(() => services.GetService<IGrainDirectory>() is null ? null : services.GetRequiredService<GrainLocator>());

    /// <value>Whether calls that may not be served here any more can be served elsewhere.</value>
    public bool HasOtherSilos => _locator.Value is { HasOtherSilos: true };

    public void Dispatch(Call call)
    {
        while (catalog.TryFind(call.TargetId, out var target))
        {
            if (catalog.IsStopping && !MayEnterWhileStopping(call, target))
                return;
            if (target.TryReceive(call))
                return;
        }

        Route(call);
    }

    /// <summary>Sends a call to the silo on which its target was found to be.</summary>
    public void DispatchTo(Call call, SiloAddress silo)
    {
        try
        {
            if (!silo.Equals(local.SiloAddress))
                Links.Send(call, silo);
            else if (call.TargetId.Type.Equals(ClientIds.Type))
                DeliverToClient(call);
            else
                DeliverHere(call);
        }
        catch (Exception exception)
        {
            call.FailUndelivered(exception);
        }
    }

    /// <summary>The silo is dead: nothing that was on it is there any more.</summary>
    public void Forget(SiloAddress silo) => _locator.Value?.Forget(silo);

    /// <summary>Takes a call back that did not begin on the silo it was sent to, and sends it where it belongs now.</summary>
    public void Reroute(Call call, SiloAddress from)
    {
        _locator.Value?.Forget(call.TargetId, from);
        var isToClient = call.TargetId.Type.Equals(ClientIds.Type);
        var hasOtherPlaces = !SystemTargets.Is(call.TargetId.Type) && (!isToClient || call.Forwards < ClientForwardsMax);
        if (!call.TryForward() || !hasOtherPlaces)
            call.FailUndelivered(isToClient ? ObserverGone(call) : new SiloUnavailableException($"{from}, like every silo that was tried before, gave the call back: {call}"));
        else if (call.Forwards <= ImmediateForwards)
            call.Runtime.Dispatch(call);
        else
            _ = RerouteLater(call);
    }

    private ISiloLinks Links => _links.Value ?? throw new SiloUnavailableException("This silo has no connections to others.");

    private static ClientNotAvailableException ObserverGone(Call call) => new($"The observer {call.TargetId} is not there any more.");

    private async Task RerouteLater(Call call)
    {
        var delay = TimeSpan.FromMilliseconds(1 << Math.Min(call.Forwards - ImmediateForwards, 10));
        await Task.Delay(delay < ForwardDelayMax ? delay : ForwardDelayMax, time);
        if (!call.IsCompleted)
            call.Runtime.Dispatch(call);
    }

    private void Route(Call call)
    {
        if (catalog.IsAbandoned && call.TryReturn())
            return;
        ThrowIfAbandoned(call);
        var isFromSilo = call is { Origin.IsClient: false, IsSentOn: false };
        if (!isFromSilo && _locator.Value is { } locator && locator.TryGet(call.TargetId, out var silo))
            Links.Send(call, silo);
        else if (call.TargetId.Type.Equals(ClientIds.Type))
            RouteToClient(call, isFromSilo);
        else if (SystemTargets.Is(call.TargetId.Type))
            RouteToSystemTarget(call);
        else if (catalog.IsStopping)
            RouteWhileStopping(call, isFromSilo);
        else if (isFromSilo || _locator.Value is null || !manifest.ClassOf(call.TargetId.Type).Placement.IsUsingGrainDirectory)
            DeliverHere(call);
        else
            _locator.Value.Locate(call);
    }

    private void DeliverHere(Call call)
    {
        while (!catalog.GetOrCreate(call.TargetId).TryReceive(call))
        {
            // A target that was just going: the next look finds or makes another.
        }
    }

    private void RouteToSystemTarget(Call call)
    {
        if (!SystemTargets.TryGetSilo(call.TargetId, out var silo))
            throw new OrleansMessageRejectionException($"{call.TargetId} names no silo.");
        if (silo.Equals(local.SiloAddress))
            throw new OrleansMessageRejectionException($"This silo has no {call.TargetId}.");
        if (call.Origin is { IsClient: false })
            throw new SiloUnavailableException($"{silo} is not here: {local.SiloAddress} is.");
        Links.Send(call, silo);
    }

    private void RouteToClient(Call call, bool isFromSilo)
    {
        if (ClientIds.TryGetSilo(call.TargetId, out var silo))
        {
            if (silo.Equals(local.SiloAddress) || isFromSilo)
                throw ObserverGone(call);
            Links.Send(call, silo);
        }
        else if (_links.Value is not { } links || !links.TrySendToClient(call, ClientIds.ClientOf(call.TargetId)))
        {
            if (isFromSilo && call.TryReturn())
                return;
            if (_locator.Value is not { } locator)
                throw ObserverGone(call);
            locator.Locate(call);
        }
    }

    private void DeliverToClient(Call call)
    {
        if (!Links.TrySendToClient(call, ClientIds.ClientOf(call.TargetId)))
            throw ObserverGone(call);
    }

    /// <summary>A silo that stops makes nothing for others any more, and for its own grains only what no other silo can make.</summary>
    private void RouteWhileStopping(Call call, bool isFromSilo)
    {
        if (isFromSilo && call.TryReturn())
            return;
        var usesDirectory = manifest.ClassOf(call.TargetId.Type).Placement.IsUsingGrainDirectory;
        if (_locator.Value is not { HasOtherSilos: true } locator)
        {
            if (call.SourceId is null)
                throw Stopping(call);
            DeliverHere(call);
        }
        else if (usesDirectory)
        {
            locator.Locate(call);
        }
        else if (call.Source is not null && !catalog.IsClosed)
        {
            DeliverHere(call);
        }
        else
        {
            Links.Send(call, locator.OtherSilo() ?? throw Stopping(call));
        }
    }

    /// <returns>False when the call was given back.</returns>
    private bool MayEnterWhileStopping(Call call, CallTarget target)
    {
        if (catalog.IsAbandoned && call.TryReturn())
            return false;
        ThrowIfAbandoned(call);

        // What other silos can go on with is let in until its activation has gone, and is sent on then.
        if (call.SourceId is null && target is Activation or StatelessWorkerGroup && !HasOtherSilos)
            throw Stopping(call);
        return true;
    }

    private void ThrowIfAbandoned(Call call)
    {
        if (catalog.IsAbandoned)
            throw new SiloUnavailableException($"{local.SiloAddress} has ended; other silos have its grains: {call}");
    }

    private static SiloUnavailableException Stopping(Call call) => new($"The silo is shutting down and takes no new calls: {call}");
}
