using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Compact.Networking;

/// <summary>The gateways, as the provider last told them, in the order in which this client tries them.</summary>
internal sealed partial class GatewayList(IGatewayListProvider provider, IOptions<GatewayOptions> options, TimeProvider time, ILogger<GatewayList> logger)
{
    private readonly int _first = options.Value.PreferredGatewayIndex >= 0 ? options.Value.PreferredGatewayIndex : Random.Shared.Next(1 << 16);
    private IReadOnlyList<Uri> _known = [];

    public Task InitializeAsync() => provider.InitializeGatewayListProvider();

    /// <summary>Reads the list. When it can't be read, the last one is still good.</summary>
    public async Task<IReadOnlyList<Uri>> ReadAsync()
    {
        try
        {
            var gateways = await provider.GetGateways();
            if (gateways.Count > 0 || _known.Count == 0)
                _known = [.. Enumerable.Range(0, gateways.Count).Select(i => gateways[(i + _first) % gateways.Count])];
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, _known.Count);
            if (_known.Count == 0)
                throw;
        }

        return _known;
    }

    /// <summary>Reads the list from time to time, so that it is fresh when it is needed and can't be read.</summary>
    public async Task RefreshAsync(CancellationToken token)
    {
        if (!provider.IsUpdatable)
            return;
        using var timer = new PeriodicTimer(options.Value.GatewayListRefreshPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(token))
                await ReadAsync();
        }
        catch (OperationCanceledException)
        {
            // The client stops.
        }
    }

    [LoggerMessage(EngineEvents.GatewayListFailed, LogLevel.Warning, "The list of gateways can't be read; the last one had {Count}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int count);
}
