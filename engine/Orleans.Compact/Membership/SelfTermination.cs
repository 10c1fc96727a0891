using Compact.Networking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Ends this silo when it reads that it is dead: others have its grains by now. It cuts itself off and stops its host; the oracle tells
/// all listeners that this silo is dead.
/// </summary>
internal sealed partial class SelfTermination(ILocalSiloDetails local, IServiceProvider services, ILogger<SelfTermination> logger)
{
    private int _hasBegun;

    public void Stop(string reason)
    {
        if (Interlocked.Exchange(ref _hasBegun, 1) != 0)
            return;
        LogCondemned(logger, local.SiloAddress, reason);
        services.GetService<Catalog>()?.BeginStop();
        services.GetService<SiloNetwork>()?.Abort();

        // Not from here: whoever listens to it may wait for what this thread holds.
        if (services.GetService<IHostApplicationLifetime>() is { } lifetime)
            ThreadPool.UnsafeQueueUserWorkItem(static lifetime => lifetime.StopApplication(), lifetime, preferLocal: false);
    }

    [LoggerMessage(EngineEvents.SelfTermination, LogLevel.Critical, "Silo {Silo} stops at once: {Reason}. What it was doing is not acknowledged; other silos have its grains.")]
    private static partial void LogCondemned(ILogger logger, SiloAddress silo, string reason);
}
