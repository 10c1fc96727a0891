using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>Tells this silo's parts of changes, one after the other and in order: first the connections, of deaths; then the listeners, of everything.</summary>
internal sealed partial class Herald(MembershipView view, ILocalSiloDetails local, IServiceProvider services, ILogger<Herald> logger)
{
    private readonly Lock _lock = new();
    private volatile ISiloStatusListener[] _listeners = [];

    public bool Add(ISiloStatusListener listener)
    {
        lock (_lock)
        {
            if (_listeners.Contains(listener))
                return false;
            _listeners = [.. _listeners, listener];
            return true;
        }
    }

    public bool Remove(ISiloStatusListener listener)
    {
        lock (_lock)
        {
            var rest = _listeners.Where(other => other != listener).ToArray();
            var isThere = rest.Length != _listeners.Length;
            _listeners = rest;
            return isThere;
        }
    }

    /// <summary>Ends when it has told that this silo itself is dead.</summary>
    public async Task Run()
    {
        ClusterMembershipSnapshot? told = null;
        await foreach (var snapshot in view.Updates())
        {
            Tell(told is null ? snapshot.AsUpdate() : snapshot.CreateUpdate(told), told);
            told = snapshot;
            if (snapshot.Members[local.SiloAddress].Status == SiloStatus.Dead)
                return;
        }
    }

    private void Tell(ClusterMembershipUpdate update, ClusterMembershipSnapshot? before)
    {
        foreach (var member in update.Changes.Where(member => member.Status == SiloStatus.Dead && !member.SiloAddress.Equals(local.SiloAddress)))
        {
            services.GetService<ISiloLinks>()?.Drop(member.SiloAddress);
            if (before?.Members.ContainsKey(member.SiloAddress) == true)
                LogDead(logger, member.SiloAddress, member.Name);
        }

        foreach (var member in update.Changes)
        {
            foreach (var listener in _listeners)
                Tell(listener, member);
        }
    }

    private void Tell(ISiloStatusListener listener, ClusterMember member)
    {
        try
        {
            listener.SiloStatusChangeNotification(member.SiloAddress, member.Status);
        }
        catch (Exception exception)
        {
            LogListenerFailed(logger, exception, listener, member.SiloAddress, member.Status);
        }
    }

    [LoggerMessage(EngineEvents.SiloIsDead, LogLevel.Information, "{Silo} ({Name}) is dead.")]
    private static partial void LogDead(ILogger logger, SiloAddress silo, string name);

    [LoggerMessage(EngineEvents.StatusListenerFailed, LogLevel.Error, "{Listener} failed when it was told that {Silo} is {Status}.")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception, ISiloStatusListener listener, SiloAddress silo, SiloStatus status);
}
