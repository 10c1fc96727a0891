using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>Tells the application when the client gains or loses its gateway.</summary>
internal sealed partial class ConnectionStatus(
    IEnumerable<GatewayCountChangedHandler> countHandlers,
    IEnumerable<ConnectionToClusterLostHandler> lostHandlers,
    IEnumerable<IClusterConnectionStatusObserver> observers,
    ILogger<ConnectionStatus> logger)
{
    private readonly Lock _lock = new();
    private int _count;

    /// <summary>The client is connected to so many gateways now.</summary>
    public void Change(int count)
    {
        // One change after another is told, in order.
        lock (_lock)
        {
            var previous = _count;
            _count = count;
            if (count != previous)
                Tell(count, previous);
        }
    }

    private void Tell(int count, int previous)
    {
        var change = new GatewayCountChangedEventArgs(count, previous);
        foreach (var handler in countHandlers)
            Tell(() => handler(this, change));
        foreach (var observer in observers)
            Tell(() => observer.NotifyGatewayCountChanged(count, previous, change.ConnectionRecovered));
        if (count > 0)
            return;
        foreach (var handler in lostHandlers)
            Tell(() => handler(this, EventArgs.Empty));
        foreach (var observer in observers)
            Tell(observer.NotifyClusterConnectionLost);
    }

    private void Tell(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(EngineEvents.StatusHandlerFailed, LogLevel.Warning, "A handler of the client's connection failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
